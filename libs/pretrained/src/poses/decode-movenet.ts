import type { AnnotatedPose, XyxyBox } from '@turbo-hoi/core';
import { boxToImage, pointToImage, type View } from '../images/view';

const KEYPOINTS = 17;
const INSTANCE = 56;

/**
 * Keypoints of one person: `17 · (y, x, score)`, in units of the view's sides, in COCO's order.
 *
 * @returns `17 · (x, y, score)` in pixels of the image
 */
export function decodeKeypoints(values: Float32Array, view: View): Float32Array {
  const keypoints = new Float32Array(3 * KEYPOINTS);
  for (let k = 0; k < KEYPOINTS; k++) {
    const [y, x, score] = values.subarray(3 * k, 3 * k + 3);
    keypoints.set([...pointToImage(view, x * view.width, y * view.height), score], 3 * k);
  }
  return keypoints;
}

/** The people of MoveNet multipose: rows of keypoints as above, then `ymin, xmin, ymax, xmax, score`. */
export function decodeMultipose(rows: Float32Array, view: View, minScore: number): AnnotatedPose[] {
  return Array.from({ length: rows.length / INSTANCE }, (_, i) =>
    rows.subarray(INSTANCE * i, INSTANCE * (i + 1)),
  )
    .filter((row) => row[INSTANCE - 1] >= minScore)
    .map((row) => {
      const [y1, x1, y2, x2, score] = row.subarray(3 * KEYPOINTS);
      const { width, height } = view;
      const box: XyxyBox = [x1 * width, y1 * height, x2 * width, y2 * height];
      return { box: boxToImage(view, box), score, keypoints: decodeKeypoints(row, view) };
    });
}

/** Mean confidence of a pose's keypoints. */
export function meanConfidence(keypoints: Float32Array): number {
  let sum = 0;
  for (let at = 2; at < keypoints.length; at += 3) sum += keypoints[at];
  return (3 * sum) / keypoints.length;
}
