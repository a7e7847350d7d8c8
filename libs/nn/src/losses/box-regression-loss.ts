import * as tf from '@tensorflow/tfjs';
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs';
import { emptyResult } from '../autodiff/empty-result';
import { FusedKernel } from '../autodiff/fused-kernel';
import { withGradient } from '../autodiff/with-gradient';
import { oneHot } from '../indexing/one-hot';
import { fusedLoss } from './fused-loss';
import { inverseCount } from './mean-over';
import { huber, huberSlope } from './smooth-l1';

const fused = new FusedKernel('TurboBoxRegression');

/**
 * Box loss of torchvision's `fastrcnn_loss`: summed over foreground rows, divided by the number of valid rows.
 *
 * deltas [P,4(C-1)], four per foreground class; target [P,4]; classes [P] int32, 0 = background; valid [P]
 * of 0 and 1; beta ≥ 0 as in {@link smoothL1}.
 */
export function boxRegressionLoss(
  deltas: Tensor2D,
  target: Tensor2D,
  classes: Tensor1D,
  valid: Tensor1D,
  beta: number,
): Scalar {
  const [rows, width] = deltas.shape;
  if (rows === 0) return emptyResult([deltas], []);
  if (fused.exists) return fusedLoss(fused, deltas, { deltas, target, classes, valid }, { beta });
  return withGradient<Scalar>(
    [deltas],
    (save) => {
      const chosen = tf.logicalAnd(
        oneHot(classes, width / 4, 1),
        tf.greater(tf.reshape(valid, [rows, 1]), 0),
      );
      const difference = tf.sub(
        tf.reshape(deltas, [rows, width / 4, 4]),
        tf.reshape(target, [rows, 1, 4]),
      );
      // `where` instead of a product: 0 · NaN of an unused target would be NaN.
      const used = tf.reshape(chosen, [rows, width / 4, 1]);
      const error = tf.where(used, difference, tf.zerosLike(difference));
      const weight = inverseCount(valid);
      save(tf.mul(tf.reshape(huberSlope(error, beta), deltas.shape), weight));
      return tf.mul(tf.sum(huber(error, beta)), weight) as Scalar;
    },
    (dy, [slope]) => [tf.mul(slope, dy)],
  );
}
