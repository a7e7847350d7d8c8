import { COCO_KEYPOINTS, type AnnotatedPose, type XyxyBox } from '@turbo-hoi/core';

const COUNT = COCO_KEYPOINTS.names.length;

/** A pose whose keypoints all lie in the centre of its box. */
export function poseIn(box: XyxyBox, score = 1, confidence = 0.5): AnnotatedPose {
  const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
  const keypoints = Float32Array.from({ length: 3 * COUNT }, (_, i) => [x, y, confidence][i % 3]);
  return { box, score, keypoints };
}

/** An entry of a COCO results file. */
export function resultEntry(more: Record<string, unknown> = {}): Record<string, unknown> {
  const keypoints = Array.from({ length: 3 * COUNT }, (_, i) => [10 + i / 3, 20 + i, 0.5][i % 3]);
  return { image_id: 7, category_id: 1, keypoints, score: 0.75, ...more };
}
