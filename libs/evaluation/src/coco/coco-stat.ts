/** One of the numbers that `COCOeval.summarize` prints. */
export interface CocoStat<Key extends string> {
  /** As on COCO's leaderboard: `AP50`, `ARm`. */
  readonly name: string;
  readonly key: Key;
}

/** The numbers as pycocotools' `stats` has them: in 0..1, -1 without positives. */
export function cocoStats<Key extends string>(
  stats: readonly CocoStat<Key>[],
  result: Readonly<Record<Key, number | null>>,
): number[] {
  return stats.map(({ key }) => {
    const percent = result[key];
    return percent === null ? -1 : percent / 100;
  });
}

/** The mean of an accumulator's numbers over the thresholds, or the one at a threshold, in 0..100. */
export function percentOver(values: Float64Array, threshold?: number): number {
  if (threshold !== undefined) return 100 * values[threshold];
  return (100 * values.reduce((sum, value) => sum + value, 0)) / values.length;
}
