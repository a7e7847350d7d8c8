import { cocoStats, type CocoStat } from '../coco/coco-stat';
import type { KeypointResult } from './keypoint-evaluator';

/** COCO's ten keypoint scores in the order of pycocotools. */
export const KEYPOINT_STATS: readonly CocoStat<keyof KeypointResult>[] = [
  { name: 'AP', key: 'ap' },
  { name: 'AP50', key: 'ap50' },
  { name: 'AP75', key: 'ap75' },
  { name: 'APm', key: 'apMedium' },
  { name: 'APl', key: 'apLarge' },
  { name: 'AR', key: 'ar' },
  { name: 'AR50', key: 'ar50' },
  { name: 'AR75', key: 'ar75' },
  { name: 'ARm', key: 'arMedium' },
  { name: 'ARl', key: 'arLarge' },
];

/** [10] in 0..1; -1 without positives. */
export function keypointStats(result: KeypointResult): number[] {
  return cocoStats(KEYPOINT_STATS, result);
}
