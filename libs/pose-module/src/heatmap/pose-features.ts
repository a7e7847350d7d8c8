import type { Heatmaps, PoseFeatures, RoiMap } from '@turbo-hoi/core';
import { readHeatmaps, tidy } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';

/** The forms in which other modules read P_out, and factors that match them to the scale of P_mid and F. */
export interface PoseScales {
  /**
   * How P_out is pooled to the cells of P_mid: `softmax`, the probability mass of each cell, or `logits`, their mean, which is unbounded.
   */
  readonly coarse: 'softmax' | 'logits';
  /** Factor on `coarse`: 4 scales the mass of a confident keypoint, spread over a few cells, to about 1. */
  readonly coarseScale: number;
  /**
   * Factor on `joints`: 2 scales coordinates, whose spread within a box is about half their range of -1..1, to about 1.
   */
  readonly jointScale: number;
}

export const POSE_SCALES: PoseScales = { coarse: 'softmax', coarseScale: 4, jointScale: 2 };

/**
 * Builds f_k from P_mid [R,S,S,Cp] and P_out [R,M,M,K]: adds the softmax of P_out summed to S×S cells, and as points.
 *
 * The paper concatenates P_out itself; a sum keeps all of its mass, while a maximum would keep only the peaks.
 */
export function poseFeatures(
  mid: RoiMap,
  logits: Heatmaps,
  { coarse: pooled, coarseScale, jointScale }: PoseScales = POSE_SCALES,
): PoseFeatures {
  return tidy(() => {
    const { points, mass, logTotal } = readHeatmaps(logits, mid.shape[1]);
    const cells = pooled === 'softmax' ? mass : meanOfBlocks(logits, mid.shape[1]);
    const coarse = tf.mul<RoiMap>(cells, coarseScale);
    const [rois, rows, keypoints] = points.shape;
    const joints = tf.mul<tf.Tensor2D>(tf.reshape(points, [rois, rows * keypoints]), jointScale);
    return { mid, logits, coarse, joints, jointScale, logTotal };
  });
}

/** Maps [R,M,M,K] averaged over S×S blocks of cells: [R,S,S,K]. */
function meanOfBlocks(maps: Heatmaps, side: number): RoiMap {
  const [rois, mapSide, , keypoints] = maps.shape;
  const block = mapSide / side;
  const rows = tf.mean(tf.reshape(maps, [rois, side, block, mapSide * keypoints]), 2);
  return tf.mean<RoiMap>(tf.reshape(rows, [rois, side, side, block, keypoints]), 3);
}
