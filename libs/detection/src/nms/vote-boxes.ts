import { boxAt, boxIou } from '@turbo-hoi/core';

/** Boxes of several classes before non-maximum suppression. */
export interface CandidateBoxes {
  /** [4n] xyxy */
  readonly boxes: Float32Array;
  readonly scores: Float32Array;
  readonly classes: Int32Array;
}

/**
 * Box voting (Gidaris and Komodakis 2015, Sec. 5): every kept box becomes the mean of all candidates of its class that overlap it by
 * at least `iou`, weighted by their scores. → [4k]
 *
 * @param kept indices of the boxes that suppression kept
 */
export function voteBoxes(
  { boxes, scores, classes }: CandidateBoxes,
  kept: Int32Array,
  iou: number,
): Float32Array {
  const voted = new Float32Array(4 * kept.length);
  kept.forEach((winner, k) => {
    const own = boxAt(boxes, winner);
    const sum = [0, 0, 0, 0];
    let weight = 0;
    for (let i = 0; i < scores.length; i++) {
      if (classes[i] !== classes[winner]) continue;
      const box = boxAt(boxes, i);
      if (!(boxIou(own, box) >= iou)) continue;
      weight += scores[i];
      box.forEach((side, axis) => (sum[axis] += scores[i] * side));
    }
    sum.forEach((total, axis) => (voted[4 * k + axis] = total / weight));
  });
  return voted;
}
