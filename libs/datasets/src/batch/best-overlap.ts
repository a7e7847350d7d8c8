import { boxIou, type XyxyBox } from '@turbo-hoi/core';

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

/** False for boxes that are empty or not finite: these are never rows of a batch. */
export function isUsableBox([x1, y1, x2, y2]: XyxyBox): boolean {
  return x2 > x1 && y2 > y1 && [x1, y1, x2, y2].every(Number.isFinite);
}
