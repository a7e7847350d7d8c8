import { boxAt } from '@turbo-hoi/core';

/**
 * Keypoints in pixels from points in boxes.
 *
 * @param points [R,3K] – all x in -1..1 of the box, all y, all confidences
 * @param boxes flat xyxy in pixels, [4R]
 * @returns [R,K,3] x, y and confidence
 */
export function decodePoints(points: Float32Array, boxes: Float32Array): Float32Array {
  const people = boxes.length / 4;
  const count = points.length / 3 / people;
  const keypoints = new Float32Array(points.length);
  for (let person = 0; person < people; person++) {
    const [x1, y1, x2, y2] = boxAt(boxes, person);
    const first = 3 * person * count;
    for (let k = 0; k < count; k++) {
      const to = first + 3 * k;
      keypoints[to] = (x1 + x2 + points[first + k] * (x2 - x1)) / 2;
      keypoints[to + 1] = (y1 + y2 + points[first + count + k] * (y2 - y1)) / 2;
      keypoints[to + 2] = points[first + 2 * count + k];
    }
  }
  return keypoints;
}
