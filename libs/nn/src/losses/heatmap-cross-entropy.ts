import * as tf from '@tensorflow/tfjs';
import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs';
import type { Heatmaps } from '@turbo-hoi/core';
import { emptyResult } from '../autodiff/empty-result';
import { withGradient } from '../autodiff/with-gradient';
import { inverseCount } from './mean-over';

/**
 * Mask R-CNN's keypoint loss: cross-entropy of an M·M-way softmax, mean over the visible keypoints.
 *
 * logits [R,M,M,K]; cells [R,K] int32, `y · M + x`; visible [R,K] of 0 and 1.
 */
export function heatmapCrossEntropy(logits: Heatmaps, cells: Tensor2D, visible: Tensor2D): Scalar {
  const [rois, side, , keypoints] = logits.shape;
  const row = [rois, 1, keypoints];
  if (rois === 0) return emptyResult([logits], []);
  return withGradient<Scalar>(
    [logits],
    (save) => {
      const weight = tf.mul(tf.reshape(visible, row), inverseCount(visible));
      const shifted = tf.sub(logits, tf.max(logits, [1, 2], true));
      const exp = tf.exp(shifted);
      const total = tf.sum(exp, [1, 2], true);
      const places = flatPlaces(cells, side * side);
      const take = (from: Tensor) => tf.reshape(tf.gather(tf.reshape(from, [-1]), places), row);
      // (softmax - one-hot) · weight, written only where the one is.
      const pull = tf.mul(exp, tf.div(tf.reshape(weight, [rois, 1, 1, keypoints]), total));
      const slope = tf.tensorScatterUpdate(
        tf.reshape(pull, [-1]),
        tf.reshape(places, [-1, 1]),
        tf.reshape(tf.sub(take(pull), weight), [-1]),
      );
      save(tf.reshape(slope, logits.shape));
      const loss = tf.sub(tf.log(tf.reshape(total, row)), take(shifted));
      return tf.sum<Scalar>(tf.mul(loss, weight));
    },
    (dy, [slope]) => [tf.mul(slope, dy)],
  );
}

/** [R·K] int32: where the keypoint's cell is among all numbers of [R,M·M,K]; a cell outside is moved inside. */
function flatPlaces(cells: Tensor2D, size: number): tf.Tensor1D {
  const [rois, keypoints] = cells.shape;
  const starts = Int32Array.from(
    { length: rois * keypoints },
    (_, i) => Math.floor(i / keypoints) * size * keypoints + (i % keypoints),
  );
  const inside = tf.minimum(tf.maximum(cells, tf.scalar(0, 'int32')), tf.scalar(size - 1, 'int32'));
  const steps = tf.mul(tf.reshape(inside, [-1]), tf.scalar(keypoints, 'int32'));
  return tf.add(steps, tf.tensor1d(starts, 'int32'));
}
