import * as tf from '@tensorflow/tfjs';
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs';
import { emptyResult } from '../autodiff/empty-result';
import { FusedKernel } from '../autodiff/fused-kernel';
import { withGradient } from '../autodiff/with-gradient';
import { oneHot } from '../indexing/one-hot';
import { fusedLoss } from './fused-loss';
import { inverseCount } from './mean-over';

const fused = new FusedKernel('TurboSoftmaxCrossEntropy');

/** PyTorch's `cross_entropy`, mean over the rows in the mask: logits [P,C], classes [P] int32, mask [P]. */
export function softmaxCrossEntropy(logits: Tensor2D, classes: Tensor1D, mask: Tensor1D): Scalar {
  const [rows, columns] = logits.shape;
  if (rows === 0) return emptyResult([logits], []);
  if (fused.exists) return fusedLoss(fused, logits, { logits, classes, mask });
  return withGradient<Scalar>(
    [logits],
    (save) => {
      const weight = tf.mul(tf.reshape(mask, [rows, 1]), inverseCount(mask));
      const expected = tf.cast(oneHot(classes, columns), 'float32');
      const shifted = tf.sub(logits, tf.max(logits, 1, true));
      const exp = tf.exp(shifted);
      const total = tf.sum(exp, 1, true);
      save(tf.mul(tf.sub(tf.div(exp, total), expected), weight));
      const loss = tf.sub(tf.log(total), tf.sum(tf.mul(expected, shifted), 1, true));
      return tf.sum<Scalar>(tf.mul(loss, weight));
    },
    (dy, [slope]) => [tf.mul(slope, dy)],
  );
}
