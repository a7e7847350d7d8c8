import { boxArea, boxIou, type XyxyBox } from '@turbo-hoi/core';

/** IoU from which a proposal counts as the annotated box. */
export const MATCH_IOU = 0.5;

/** The candidate that overlaps a box most, the first among equals; index -1 where none overlaps. */
export function bestOverlap(
  box: XyxyBox,
  candidates: readonly XyxyBox[],
): { readonly index: number; readonly iou: number } {
  let best = { index: -1, iou: 0 };
  candidates.forEach((candidate, index) => {
    const iou = boxIou(box, candidate);
    if (iou > best.iou) best = { index, iou };
  });
  return best;
}

/** Share of a proposal inside a crowd from which it is neither somebody nor background. */
export const CROWD_IOF = 0.5;

/** Whether a box lies mostly in one of several regions: intersection over the box's own area, as COCO treats crowds. */
export function liesIn(box: XyxyBox, regions: readonly XyxyBox[]): boolean {
  return regions.some((region) => {
    const shared = boxArea([
      Math.max(box[0], region[0]),
      Math.max(box[1], region[1]),
      Math.min(box[2], region[2]),
      Math.min(box[3], region[3]),
    ]);
    return shared >= CROWD_IOF * boxArea(box);
  });
}

/** False for boxes that are empty or not finite: these are never rows of a batch. */
export function isUsableBox([x1, y1, x2, y2]: XyxyBox): boolean {
  return x2 > x1 && y2 > y1 && [x1, y1, x2, y2].every(Number.isFinite);
}
