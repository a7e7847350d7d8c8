import type { Heatmaps, PoseFeatures, RoiMap } from '@turbo-hoi/core';
import { readHeatmaps, tidy } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';

/** Factors on the forms in which other modules read P_out, to match the scale of P_mid and F. */
export interface PoseScales {
  /**
   * Factor on `coarse`, the softmax summed to cells: 4 scales the mass of a confident keypoint, spread over a few
   * cells, to about 1.
   */
  readonly coarseScale: number;
  /**
   * Factor on `joints`: 2 scales coordinates, whose spread within a box is about half their range of -1..1, to about 1.
   */
  readonly jointScale: number;
}

export const POSE_SCALES: PoseScales = { coarseScale: 4, jointScale: 2 };

/**
 * Builds f_k from P_mid [R,S,S,Cp] and P_out [R,M,M,K]: adds the softmax of P_out summed to S×S cells, and as points.
 *
 * The paper concatenates P_out itself; a sum keeps all of its mass, while a maximum would keep only the peaks.
 */
export function poseFeatures(
  mid: RoiMap,
  logits: Heatmaps,
  { coarseScale, jointScale }: PoseScales = POSE_SCALES,
): PoseFeatures {
  return tidy(() => {
    const { points, mass, logTotal } = readHeatmaps(logits, mid.shape[1]);
    const coarse = tf.mul<RoiMap>(mass, coarseScale);
    const [rois, rows, keypoints] = points.shape;
    const joints = tf.mul<tf.Tensor2D>(tf.reshape(points, [rois, rows * keypoints]), jointScale);
    return { mid, logits, coarse, joints, logTotal };
  });
}
