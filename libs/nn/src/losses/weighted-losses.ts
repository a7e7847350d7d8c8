import * as tf from '@tensorflow/tfjs';
import type { Scalar, Tensor } from '@tensorflow/tfjs';
import { withGradient } from '../autodiff/with-gradient';
import { huber, huberSlope } from './smooth-l1';

/**
 * Σ w · `binary_cross_entropy_with_logits` of PyTorch: logits, labels and weights of one shape.
 *
 * Where most entries have weight 0, this is cheaper than gathering the others.
 */
export function weightedBinaryCrossEntropy(
  logits: Tensor,
  labels: Tensor,
  weights: Tensor,
): Scalar {
  return withGradient<Scalar>(
    [logits],
    (save) => {
      save(tf.mul(tf.sub(tf.sigmoid(logits), labels), weights));
      const loss = tf.sub(tf.softplus(logits), tf.mul(logits, labels));
      return tf.sum<Scalar>(tf.mul(loss, weights));
    },
    (dy, [slope]) => [tf.mul(slope, dy)],
  );
}

/** Σ w · `smooth_l1_loss` of PyTorch: prediction, target and weights of one shape; beta ≥ 0 as in `smoothL1`. */
export function weightedSmoothL1(
  prediction: Tensor,
  target: Tensor,
  weights: Tensor,
  beta: number,
): Scalar {
  return withGradient<Scalar>(
    [prediction],
    (save) => {
      const error = tf.sub(prediction, target);
      save(tf.mul(huberSlope(error, beta), weights));
      return tf.sum<Scalar>(tf.mul(huber(error, beta), weights));
    },
    (dy, [slope]) => [tf.mul(slope, dy)],
  );
}
