import type { PoseFeatures, RoiMap } from '@turbo-hoi/core';
import * as tf from '@tensorflow/tfjs';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs';

/** M of poses that are points: their heatmaps are drawn for modules that read maps. */
export const POINT_HEATMAP_SIDE = 14;

/**
 * f_k of a pose that is a list of points: P_mid [R,1,1,Cp] and P_out as the Laplace density of each joint on M×M cells, times its confidence.
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
  const [x, y, confidence] = tf.split<Tensor2D>(points, 3, 1);
  const keypoints = confidence.shape[1];
  return {
    mid,
    points,
    joints: tf.mul(points, 2),
    coarse: tf.reshape(confidence, [rois, 1, 1, keypoints]),
    logits: laplaceMaps(x, y, spread),
  };
}

/** log density up to a constant: -(|x - x_k| + |y - y_k|) / b_k at the centers of M×M cells, [R,M,M,K]. */
function laplaceMaps(x: Tensor2D, y: Tensor2D, spread: Tensor2D | null): Tensor4D {
  const [rois, keypoints] = x.shape;
  const side = POINT_HEATMAP_SIDE;
  const cell = 2 / side;
  const centers = tf
    .range(0, side)
    .mul(cell)
    .add(cell / 2 - 1);
  const width = tf.maximum(spread ?? tf.scalar(cell), cell / 2);
  const along = (place: Tensor2D) => {
    const distance = tf.abs(
      tf.sub(tf.reshape(centers, [1, side, 1]), tf.reshape(place, [rois, 1, keypoints])),
    );
    return tf.neg(tf.div(distance, tf.reshape(width, spread ? [rois, 1, keypoints] : [1, 1, 1])));
  };
  return tf.add(
    tf.reshape(along(y), [rois, side, 1, keypoints]),
    tf.reshape(along(x), [rois, 1, side, keypoints]),
  );
}
