import type { KeypointResult } from '../../keypoints/keypoint-evaluator';

/** What pycocotools' `summarize` prints; a number is in 0..1, or -1 where there was nothing to find. */
export interface CocoStats {
  readonly names: readonly string[];
  readonly stats: readonly number[];
}

/** The fields of a metric's result in pycocotools' order, with the names that papers use. */
export type StatNames<Result> = readonly (readonly [field: keyof Result, name: string])[];

export const KEYPOINT_STATS: StatNames<KeypointResult> = [
  ['ap', 'AP'],
  ['ap50', 'AP50'],
  ['ap75', 'AP75'],
  ['apMedium', 'APm'],
  ['apLarge', 'APl'],
  ['ar', 'AR'],
  ['ar50', 'AR50'],
  ['ar75', 'AR75'],
  ['arMedium', 'ARm'],
  ['arLarge', 'ARl'],
];

/** Means over the categories that have something to find. */
export function cocoStats<Result>(
  names: StatNames<Result>,
  perCategory: readonly Result[],
): CocoStats {
  return {
    names: names.map(([, name]) => name),
    stats: names.map(([field]) => meanStat(perCategory.map((result) => result[field]))),
  };
}

function meanStat(values: readonly unknown[]): number {
  const defined = values.filter((value) => typeof value === 'number');
  if (defined.length === 0) return -1;
  return defined.reduce((sum, value) => sum + value, 0) / defined.length / 100;
}
