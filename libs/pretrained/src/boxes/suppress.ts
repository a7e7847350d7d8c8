import { boxAt, boxIou, type Detections } from '@turbo-hoi/core';

export interface SuppressOptions {
  /** Boxes below are dropped. */
  readonly scoreThreshold: number;
  /** Boxes that overlap a better one of their class by more are dropped. */
  readonly nmsIou: number;
  readonly maxDetections: number;
}

// What a detector's hundred detections are chosen from; more only take time.
const MAX_CANDIDATES = 1000;

/** Greedy non-maximum suppression, class by class; best first, equal scores in the order given. */
export function suppress(candidates: Detections, options: SuppressOptions): Detections {
  const { boxes, scores, classes } = candidates;
  const order = [...scores.keys()]
    .filter((i) => scores[i] >= options.scoreThreshold)
    .sort((a, b) => scores[b] - scores[a] || a - b)
    .slice(0, MAX_CANDIDATES);
  const kept: number[] = [];
  for (const i of order) {
    if (kept.length === options.maxDetections) break;
    const box = boxAt(boxes, i);
    const isNew = kept.every(
      (better) =>
        classes[better] !== classes[i] || boxIou(boxAt(boxes, better), box) <= options.nmsIou,
    );
    if (isNew) kept.push(i);
  }
  return takeDetections(candidates, kept);
}

/** The detections with the given indices, in their order. */
export function takeDetections(
  { boxes, scores, classes }: Detections,
  rows: readonly number[],
): Detections {
  return {
    boxes: Float32Array.from(rows.flatMap((row) => [...boxAt(boxes, row)])),
    scores: Float32Array.from(rows, (row) => scores[row]),
    classes: Int32Array.from(rows, (row) => classes[row]),
  };
}
