import type { StagePrediction } from './prediction';

/** Rows `from` (inclusive) to `to` (exclusive) of a batch of `count` rows; `count` is at least 1, since an empty batch has one row of padding. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Selects the rows of one image from a batch's prediction. */
export function sliceStage(
  { out, pairs, keypoints, attention }: StagePrediction,
  people: RowRange,
  pairRows: RowRange,
): StagePrediction {
  const rows = (values: Float32Array) => sliceRows(values, people);
  return {
    out: out && mapValues(out, rows),
    ...(pairs && { pairs: mapValues(pairs, (values) => sliceRows(values, pairRows)) }),
    keypoints: keypoints && rows(keypoints),
    attention: attention && rows(attention),
  };
}

function sliceRows(values: Float32Array, { from, to, count }: RowRange): Float32Array {
  const width = values.length / count;
  return values.slice(from * width, to * width);
}

/** The same record with every value mapped. */
export function mapValues<T>(
  record: Readonly<Record<string, T>>,
  map: (value: T) => T,
): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}

/** Consecutive row ranges of the given lengths. */
export function rangesOf(lengths: readonly number[]): RowRange[] {
  const count = Math.max(
    1,
    lengths.reduce((sum, length) => sum + length, 0),
  );
  let from = 0;
  return lengths.map((length) => {
    const range = { from, to: from + length, count };
    from = range.to;
    return range;
  });
}
