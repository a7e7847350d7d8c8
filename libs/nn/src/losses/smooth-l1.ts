import * as tf from '@tensorflow/tfjs';
import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs';
import { emptyResult } from '../autodiff/empty-result';
import { FusedKernel } from '../autodiff/fused-kernel';
import { withGradient } from '../autodiff/with-gradient';
import { fusedLoss } from './fused-loss';
import { inverseCount } from './mean-over';

const fused = new FusedKernel('TurboSmoothL1');

/**
 * PyTorch's `smooth_l1_loss` of four numbers per entry: summed over the four, mean over the entries in the mask.
 *
 * prediction, target [R,4A]; mask [R,A] of 0 and 1; beta ≥ 0, the error at which the loss changes from quadratic to
 * linear.
 */
export function smoothL1(
  prediction: Tensor2D,
  target: Tensor2D,
  mask: Tensor2D,
  beta: number,
): Scalar {
  const [rows, entries] = mask.shape;
  if (rows === 0) return emptyResult([prediction], []);
  if (fused.exists) return fusedLoss(fused, prediction, { prediction, target, mask }, { beta });
  return withGradient<Scalar>(
    [prediction],
    (save) => {
      const difference = tf.reshape(tf.sub(prediction, target), [rows, entries, 4]);
      const used = tf.greater(tf.reshape(mask, [rows, entries, 1]), 0);
      // `where` instead of a product: 0 · NaN of an unused target would be NaN.
      const error = tf.where(used, difference, tf.zerosLike(difference));
      const weight = inverseCount(mask);
      save(tf.mul(tf.reshape(huberSlope(error, beta), prediction.shape), weight));
      return tf.mul(tf.sum(huber(error, beta)), weight) as Scalar;
    },
    (dy, [slope]) => [tf.mul(slope, dy)],
  );
}

/** e² / 2β up to β, |e| - β/2 beyond. */
export function huber(error: Tensor, beta: number): Tensor {
  const size = tf.abs(error);
  if (beta === 0) return size;
  const square = tf.minimum(size, beta);
  return tf.mul(square, tf.div(tf.sub(size, tf.mul(square, 0.5)), beta));
}

/** The derivative of {@link huber}. */
export function huberSlope(error: Tensor, beta: number): Tensor {
  return beta === 0 ? tf.sign(error) : tf.clipByValue(tf.div(error, beta), -1, 1);
}
