import * as tf from '@tensorflow/tfjs';
import type { Scalar, Tensor2D } from '@tensorflow/tfjs';
import type { Heatmaps } from '@turbo-hoi/core';
import { withGradient } from '../autodiff/with-gradient';
import { inverseCount } from './mean-over';

/**
 * Mask R-CNN's keypoint loss: cross-entropy of an M·M-way softmax, mean over the visible keypoints.
 *
 * logits [R,M,M,K]; cells [R,K] int32, `y · M + x`; visible [R,K] of 0 and 1.
 */
export function heatmapCrossEntropy(logits: Heatmaps, cells: Tensor2D, visible: Tensor2D): Scalar {
  const [rois, side, , keypoints] = logits.shape;
  return withGradient<Scalar>(
    [logits],
    (save) => {
      const z = tf.reshape(logits, [rois, side * side, keypoints]);
      const weight = tf.mul(visible, inverseCount(visible));
      const index = tf.reshape(tf.range(0, side * side, 1, 'int32'), [side * side, 1]);
      const expected = tf.cast(tf.equal(index, tf.reshape(cells, [rois, 1, keypoints])), 'float32');
      const shifted = tf.sub(z, tf.max(z, 1, true));
      const exp = tf.exp(shifted);
      const total = tf.sum(exp, 1, true);
      const slope = tf.sub(tf.div(exp, total), expected);
      save(tf.reshape(tf.mul(slope, tf.reshape(weight, [rois, 1, keypoints])), logits.shape));
      const picked = tf.sum(tf.mul(expected, shifted), 1);
      const loss = tf.sub(tf.log(tf.reshape(total, [rois, keypoints])), picked);
      return tf.sum<Scalar>(tf.mul(loss, weight));
    },
    (dy, [slope]) => [tf.mul(slope, dy)],
  );
}
