import type { Heatmaps, PoseFeatures, RoiMap } from '@turbo-hoi/core';
import { readHeatmaps, tidy } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';

// Brings the mass of a confident keypoint, spread over a few cells, to about 1.
const COARSE_SCALE = 4;
const JOINT_SCALE = 2;

/** P_mid [R,S,S,Cp] and P_out [R,M,M,K] with what other modules read of P_out. */
export function poseFeatures(mid: RoiMap, logits: Heatmaps): PoseFeatures {
  return tidy(() => {
    const { points, mass, logTotal } = readHeatmaps(logits, mid.shape[1]);
    const coarse = tf.mul<RoiMap>(mass, COARSE_SCALE);
    const [rois, rows, keypoints] = points.shape;
    const joints = tf.mul<tf.Tensor2D>(tf.reshape(points, [rois, rows * keypoints]), JOINT_SCALE);
    return { mid, logits, coarse, joints, logTotal };
  });
}
