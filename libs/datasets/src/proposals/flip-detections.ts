import {
  boxAt,
  type Detections,
  flipBox,
  type KeypointLayout,
  TurboHoiError,
} from '@turbo-hoi/core';
import { flipKeypoints } from '../sampling/flip-keypoints';

/**
 * Mirrors the detections of an image left to right, with left and right joints of their skeletons swapped.
 *
 * @param layout of the skeletons
 * @throws TurboHoiError `usage` for skeletons without their layout
 */
export function flipDetections(
  detections: Detections,
  width: number,
  layout?: KeypointLayout,
): Detections {
  const { keypoints, classes } = detections;
  const boxes = new Float32Array(detections.boxes.length);
  for (let i = 0; i < classes.length; i++) {
    boxes.set(flipBox(boxAt(detections.boxes, i), width), 4 * i);
  }
  if (!keypoints) return { ...detections, boxes };
  if (!layout) {
    throw new TurboHoiError(
      'usage',
      'flipDetections: got skeletons without a layout; pass the keypoints of the data set, which name left and right joints.',
    );
  }
  const flipped = new Float32Array(keypoints.length);
  const size = keypoints.length / Math.max(1, classes.length);
  for (let i = 0; i < classes.length; i++) {
    const skeleton = keypoints.subarray(i * size, (i + 1) * size);
    flipped.set(flipKeypoints(skeleton, layout, width), i * size);
  }
  return { ...detections, boxes, keypoints: flipped };
}
