import type { Detections } from '@turbo-hoi/core';
import { nms, takeDetections, topScores } from '@turbo-hoi/detection';

export interface SuppressOptions {
  /** Boxes of a lower score are dropped. */
  readonly scoreThreshold: number;
  /** Boxes that overlap a higher-scoring one of their class by more than this IoU are dropped. */
  readonly nmsIou: number;
  readonly maxDetections: number;
}

// Candidates for a detector's hundred detections; more only take time.
const MAX_CANDIDATES = 1000;

/** Non-maximum suppression, class by class, of the best candidates; best first, equal scores in input order. */
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
