import type { XyxyBox } from '@turbo-hoi/core';
import { type MatchOptions, matchBoxes } from '@turbo-hoi/detection';

/** IoU from which a proposal counts as the annotated box. */
export const MATCH_IOU = 0.5;

const LIMITS: MatchOptions = { foreground: MATCH_IOU, background: MATCH_IOU, keepBest: false };

/** Of each of n boxes, flat xyxy, the annotated box that it overlaps most; negative where IoU is below 0.5. */
export function bestMatches(boxes: Float32Array, annotated: readonly XyxyBox[]): Int32Array {
  return matchBoxes(boxes, Float32Array.from(annotated.flat()), LIMITS);
}
