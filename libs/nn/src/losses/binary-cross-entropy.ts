import * as tf from '@tensorflow/tfjs';
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs';
import { emptyResult } from '../autodiff/empty-result';
import { FusedKernel } from '../autodiff/fused-kernel';
import { withGradient } from '../autodiff/with-gradient';
import { fusedLoss } from './fused-loss';
import { inverseCount } from './mean-over';

const fused = new FusedKernel('TurboBinaryCrossEntropy');

/** PyTorch's `binary_cross_entropy_with_logits`, mean over the rows in the mask: logits, labels [R,A]; rowMask [R]. */
export function binaryCrossEntropy(logits: Tensor2D, labels: Tensor2D, rowMask: Tensor1D): Scalar {
  const [rows, columns] = logits.shape;
  if (rows === 0) return emptyResult([logits], []);
  if (fused.exists) return fusedLoss(fused, logits, { logits, labels, mask: rowMask });
  return withGradient<Scalar>(
    [logits],
    (save) => {
      const weight = tf.mul(tf.reshape(rowMask, [rows, 1]), inverseCount(rowMask, columns));
      save(tf.mul(tf.sub(tf.sigmoid(logits), labels), weight));
      // log(1 + exp(z)) - y·z
      const loss = tf.sub(tf.softplus(logits), tf.mul(logits, labels));
      return tf.sum<Scalar>(tf.mul(loss, weight));
    },
    (dy, [slope]) => [tf.mul(slope, dy)],
  );
}
