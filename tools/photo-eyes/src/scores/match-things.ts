import { boxAt, boxIou, type Detections } from '@turbo-hoi/core';
import { sortedByScore } from '@turbo-hoi/detection';
import type { Thing } from '../photos/coco-photos';

/** Least IoU of a box with what it shows. */
export const RIGHT_IOU = 0.5;

/**
 * The annotated thing of its class that each detection shows, best detection first and each thing once; -1: none. → [n]
 */
export function matchThings(found: Detections, things: readonly Thing[]): Int32Array {
  const matches = new Int32Array(found.scores.length).fill(-1);
  const taken = new Set<number>();
  for (const row of sortedByScore(found.scores)) {
    let [best, most] = [-1, RIGHT_IOU];
    things.forEach(({ box, classId }, index) => {
      if (classId !== found.classes[row] || taken.has(index)) return;
      const iou = boxIou(boxAt(found.boxes, row), box);
      if (iou >= most) [best, most] = [index, iou];
    });
    if (best < 0) continue;
    matches[row] = best;
    taken.add(best);
  }
  return matches;
}
