import { boxAt, type Detections } from '@turbo-hoi/core';

/** The rows `indices` of a flat `[n·width]` array, in the order of `indices`. */
export function takeRows(
  rows: Float32Array,
  width: number,
  indices: ArrayLike<number>,
): Float32Array {
  const taken = new Float32Array(indices.length * width);
  for (let i = 0; i < indices.length; i++) {
    taken.set(rows.subarray(indices[i] * width, (indices[i] + 1) * width), i * width);
  }
  return taken;
}

/** The detections with the given indices and their skeletons, in the order of `indices`. */
export function takeDetections(
  { boxes, scores, classes, keypoints }: Detections,
  indices: ArrayLike<number>,
): Detections {
  return {
    boxes: takeRows(boxes, 4, indices),
    scores: takeRows(scores, 1, indices),
    classes: Int32Array.from(indices, (i) => classes[i]),
    ...(keypoints && {
      keypoints: takeRows(keypoints, keypoints.length / Math.max(1, classes.length), indices),
    }),
  };
}

/** False for a box that is empty, inverted or not finite; such boxes are excluded from training. */
export function isUsableBox(boxes: ArrayLike<number>, index: number): boolean {
  const [x1, y1, x2, y2] = boxAt(boxes, index);
  return x2 > x1 && y2 > y1 && [x1, y1, x2, y2].every(Number.isFinite);
}
