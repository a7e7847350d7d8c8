import type { Heatmaps, PoseFeatures, RoiMap } from '@turbo-hoi/core';
import { readHeatmaps, tidy } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';

/** How large the numbers are in which other modules read P_out, beside the features of P_mid and F. */
export interface PoseScales {
  /** Of `coarse`, the softmax summed to cells: 4 brings the mass of a confident keypoint, spread over a few cells, to about 1. */
  readonly coarseScale: number;
  /** Of `joints`: 2 brings coordinates, whose spread within a box is about half their range of -1..1, to about 1. */
  readonly jointScale: number;
}

export const POSE_SCALES: PoseScales = { coarseScale: 4, jointScale: 2 };

/**
 * P_mid [R,S,S,Cp] and P_out [R,M,M,K] with what other modules read of P_out: its softmax summed to the S×S cells, and as points.
 *
 * The paper concatenates P_out itself; a sum keeps all of its mass where a maximum would keep the peaks.
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
