import type { PoseFeatures, RoiMap } from '@turbo-hoi/core';
import * as tf from '@tensorflow/tfjs';
import type { Tensor2D } from '@tensorflow/tfjs';

/** As that of heatmaps. */
const JOINT_SCALE = 2;
/** M of poses that are points: they have no heatmaps. */
export const POINT_HEATMAP_SIDE = 0;

/**
 * f_k of a pose that is a list of points, with P_mid [R,1,1,Cp]. Call it within `tidy`.
 *
 * @param points [R,3K] – all x in -1..1 of the box, all y, all confidences
 */
export function skeletonFeatures(mid: RoiMap, points: Tensor2D): PoseFeatures {
  const [rois, numbers] = points.shape;
  const keypoints = numbers / 3;
  const confidence = tf.slice(points, [0, 2 * keypoints], [rois, keypoints]);
  return {
    mid,
    points,
    joints: tf.mul(points, JOINT_SCALE),
    jointScale: JOINT_SCALE,
    coarse: tf.reshape(confidence, [rois, 1, 1, keypoints]),
    logits: tf.zeros([rois, POINT_HEATMAP_SIDE, POINT_HEATMAP_SIDE, keypoints]),
  };
}
