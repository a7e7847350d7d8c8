import { cocoStats, type CocoStat } from '../coco/coco-stat';

/**
 * COCO's twelve numbers in its order, means over the classes in 0..100; null (pycocotools: -1) where there
 * are no positives.
 */
export interface CocoBoxNumbers {
  /** Mean over IoU 0.50, 0.55, …, 0.95. */
  readonly ap: number | null;
  readonly ap50: number | null;
  readonly ap75: number | null;
  /** Objects of at most 32² pixels². */
  readonly apSmall: number | null;
  /** Objects of 32² to 96² pixels². */
  readonly apMedium: number | null;
  /** Objects of 96² pixels² and more. */
  readonly apLarge: number | null;
  /** Recall of the best detection of each class in an image. */
  readonly ar1: number | null;
  readonly ar10: number | null;
  readonly ar100: number | null;
  readonly arSmall: number | null;
  readonly arMedium: number | null;
  readonly arLarge: number | null;
}

export interface CocoBoxResult extends CocoBoxNumbers {
  /** AP by class, mean over IoU thresholds; null for a class without objects. */
  readonly perClass: readonly (number | null)[];
}

/** COCO's twelve box scores in the order of pycocotools. */
export const BOX_STATS: readonly CocoStat<keyof CocoBoxNumbers>[] = [
  { name: 'AP', key: 'ap' },
  { name: 'AP50', key: 'ap50' },
  { name: 'AP75', key: 'ap75' },
  { name: 'APs', key: 'apSmall' },
  { name: 'APm', key: 'apMedium' },
  { name: 'APl', key: 'apLarge' },
  { name: 'AR1', key: 'ar1' },
  { name: 'AR10', key: 'ar10' },
  { name: 'AR100', key: 'ar100' },
  { name: 'ARs', key: 'arSmall' },
  { name: 'ARm', key: 'arMedium' },
  { name: 'ARl', key: 'arLarge' },
];

/** [12] in 0..1; -1 without positives. */
export function boxStats(result: CocoBoxNumbers): number[] {
  return cocoStats(BOX_STATS, result);
}
