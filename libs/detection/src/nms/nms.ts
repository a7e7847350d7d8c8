import { KeptBoxes } from './kept-boxes';

export interface NmsOptions {
  /** Boxes that overlap a higher-scoring one by more than this IoU are dropped; above 0. */
  readonly iou: number;
  /** Largest number of boxes to keep. */
  readonly limit: number;
}

/**
 * Non-maximum suppression within groups: the best `limit` boxes that torchvision's `batched_nms` keeps.
 *
 * boxes [4n] xyxy, scores [n], groups [n] such as classes or pyramid levels → indices of the kept boxes, best first; a
 * box with a NaN score or coordinate is dropped.
 */
export function nms(
  boxes: Float32Array,
  scores: Float32Array,
  groups: Int32Array,
  { iou, limit }: NmsOptions,
): Int32Array {
  const kept: number[] = [];
  const keptBoxes = new KeptBoxes(boxes, groups, iou);
  for (const candidate of sortedByScore(scores)) {
    if (kept.length >= limit) break;
    if (isNanBox(boxes, candidate) || keptBoxes.overlap(candidate)) continue;
    keptBoxes.add(candidate);
    kept.push(candidate);
  }
  return Int32Array.from(kept);
}

/** Indices of the scores, highest first, without NaN; equal scores keep their order. */
export function sortedByScore(scores: Float32Array): Int32Array {
  const order: number[] = [];
  for (let i = 0; i < scores.length; i++) if (!Number.isNaN(scores[i])) order.push(i);
  return Int32Array.from(order).sort((a, b) => scores[b] - scores[a] || a - b);
}

function isNanBox(boxes: Float32Array, i: number): boolean {
  return Number.isNaN(boxes[4 * i] + boxes[4 * i + 1] + boxes[4 * i + 2] + boxes[4 * i + 3]);
}
