import type { Detections } from '@turbo-hoi/core';
import { nms, takeDetections, topScores } from '@turbo-hoi/detection';

export interface SuppressOptions {
  /** Boxes below are dropped. */
  readonly scoreThreshold: number;
  /** Boxes that overlap a better one of their class by more are dropped. */
  readonly nmsIou: number;
  readonly maxDetections: number;
}

// What a detector's hundred detections are chosen from; more only take time.
const MAX_CANDIDATES = 1000;

/** Non-maximum suppression, class by class, of the best candidates; best first, equal scores in the order given. */
export function suppress(
  detections: Detections,
  { scoreThreshold, nmsIou, maxDetections }: SuppressOptions,
): Detections {
  const best = topScores(detections.scores, MAX_CANDIDATES);
  const candidates = takeDetections(
    detections,
    best.filter((i) => detections.scores[i] >= scoreThreshold),
  );
  const { boxes, scores, classes } = candidates;
  const kept = nms(boxes, scores, classes, { iou: nmsIou, limit: maxDetections });
  return takeDetections(candidates, kept);
}
