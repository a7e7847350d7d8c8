import { type AnnotatedPose, COCO_KEYPOINTS, type XyxyBox } from '@turbo-hoi/core';

/** A pose with all keypoints at the center of its box. */
export function poseAt(box: XyxyBox, score = 1, confidence = 0.5): AnnotatedPose {
  const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
  const length = 3 * COCO_KEYPOINTS.names.length;
  const keypoints = Float32Array.from({ length }, (_, i) => [x, y, confidence][i % 3]);
  return { box, score, keypoints };
}
