import type { Heatmaps, PoseFeatures, RoiMap } from '@turbo-hoi/core';
import { averagePool, heatmapPeak, softArgmax, spatialSoftmax, tidy } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';

// Brings the mass of a confident keypoint, spread over a few cells, to about 1.
const COARSE_SCALE = 4;
const JOINT_SCALE = 2;

/** P_mid [R,S,S,Cp] and P_out [R,M,M,K] with what other modules read of P_out. */
export function poseFeatures(mid: RoiMap, logits: Heatmaps): PoseFeatures {
  return tidy(() => {
    const probabilities = spatialSoftmax(logits);
    const cells = logits.shape[1] / mid.shape[1];
    const mass = tf.mul(averagePool(probabilities, cells), cells * cells * COARSE_SCALE);
    const { x, y } = softArgmax(probabilities);
    const joints = tf.mul(tf.concat([x, y, heatmapPeak(probabilities)], 1), JOINT_SCALE);
    return { mid, logits, coarse: mass as RoiMap, joints: joints as tf.Tensor2D };
  });
}
