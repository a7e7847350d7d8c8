import type { XyxyBox } from '@turbo-hoi/core';
import { type MatchOptions, matchBoxes } from '@turbo-hoi/detection';

/** Least IoU of a proposal with its annotated box. */
export const MATCH_IOU = 0.5;

const LIMITS: MatchOptions = { foreground: MATCH_IOU, background: MATCH_IOU, keepBest: false };

/** For each of n boxes, flat xyxy, the index of the annotated box with the largest IoU; negative if IoU < 0.5. */
export function bestMatches(boxes: Float32Array, annotated: readonly XyxyBox[]): Int32Array {
  return matchBoxes(boxes, Float32Array.from(annotated.flat()), LIMITS);
}
