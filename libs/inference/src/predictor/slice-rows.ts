import type { StagePrediction } from './prediction';

/** People `from..to` of a batch's prediction, which has `count` rows. */
export function slicePeople(
  { out, keypoints, attention }: StagePrediction,
  from: number,
  to: number,
  count: number,
): StagePrediction {
  const rows = (values: Float32Array) => sliceRows(values, from, to, count);
  return {
    out: out && mapValues(out, rows),
    keypoints: keypoints && rows(keypoints),
    attention: attention && rows(attention),
  };
}

/** Rows `from..to` of a flat array of `count` rows. */
function sliceRows(values: Float32Array, from: number, to: number, count: number): Float32Array {
  const width = values.length / count;
  return values.slice(from * width, to * width);
}

function mapValues<T>(
  record: Readonly<Record<string, T>>,
  map: (value: T) => T,
): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}
