import type { PoseFeatures, RoiMap } from '@turbo-hoi/core';
import * as tf from '@tensorflow/tfjs';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs';

/** M of poses that are points: their heatmaps are drawn for modules that read maps. */
export const POINT_HEATMAP_SIDE = 14;

/**
 * f_k of a pose that is a list of points: P_mid [R,1,1,Cp] and P_out as the log of each joint's Laplace density on M×M cells.
 *
 * @param points [R,3K]: all x in -1..1 of the box, all y, all confidences
 * @param spread [R,K] scale of the density in units of half a box; null: a cell
 */
export function skeletonFeatures(
  mid: RoiMap,
  points: Tensor2D,
  spread: Tensor2D | null,
): PoseFeatures {
  const [rois] = points.shape;
  const keypoints = points.shape[1] / 3;
  const [places, confidence] = tf.split<Tensor2D>(points, [2 * keypoints, keypoints], 1);
  return {
    mid,
    points,
    joints: tf.mul(points, 2),
    coarse: tf.reshape(confidence, [rois, 1, 1, keypoints]),
    logits: laplaceMaps(places, spread),
  };
}

/** log density up to a constant: -(|x - x_k| + |y - y_k|) / b_k at the centers of M×M cells, [R,M,M,K]. */
function laplaceMaps(places: Tensor2D, spread: Tensor2D | null): Tensor4D {
  const [rois, numbers] = places.shape;
  const [side, keypoints] = [POINT_HEATMAP_SIDE, numbers / 2];
  const cell = 2 / side;
  const centers = tf.tensor4d(
    Array.from({ length: side }, (_, i) => (i + 0.5) * cell - 1),
    [1, 1, side, 1],
  );
  const distance = tf.abs(tf.sub(centers, tf.reshape(places, [rois, 2, 1, keypoints])));
  const width = spread
    ? tf.reshape(tf.maximum(spread, cell / 2), [rois, 1, 1, keypoints])
    : tf.scalar(cell);
  const [x, y] = tf.split(tf.div(distance, tf.neg(width)), 2, 1);
  return tf.add(tf.reshape(y, [rois, side, 1, keypoints]), x);
}
