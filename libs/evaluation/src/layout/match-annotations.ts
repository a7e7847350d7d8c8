import { boxAt, boxIou } from '@turbo-hoi/core';
import { descendingOrder } from '../ranking/descending-order';
import type { LayoutPrediction, LayoutTruth } from './layout-image';

const MATCH_IOU = 0.5;

/**
 * For each detection the row of the annotation of its class that it overlaps most (IoU ≥ 0.5), -1: none.
 *
 * Every annotation matches one detection; those of high scores choose first.
 */
export function matchAnnotations(
  { boxes, scores, classes }: Pick<LayoutPrediction, 'boxes' | 'scores' | 'classes'>,
  truth: Pick<LayoutTruth, 'boxes' | 'classes'>,
): Int32Array {
  const matches = new Int32Array(scores.length).fill(-1);
  const taken = new Uint8Array(truth.classes.length);
  for (const row of descendingOrder(scores, 'earlier-first')) {
    const box = boxAt(boxes, row);
    let [best, bestIou] = [-1, MATCH_IOU];
    truth.classes.forEach((category, other) => {
      if (category !== classes[row] || category < 0 || taken[other] === 1) return;
      const iou = boxIou(box, boxAt(truth.boxes, other));
      if (iou > bestIou || (iou === bestIou && best < 0)) [best, bestIou] = [other, iou];
    });
    matches[row] = best;
    if (best >= 0) taken[best] = 1;
  }
  return matches;
}
