import * as tf from '@tensorflow/tfjs';
import type { Tensor3D } from '@tensorflow/tfjs';
import { SPARSE_PRODUCT } from '@turbo-hoi/core';

/**
 * op(a)·b for sparse interpolation matrices: a [n,·,·], b [n·m,·,·] → [n·m,·,·], where m consecutive matrices of b
 * share one of a. Uses the backend's kernel `SPARSE_PRODUCT` if there is one, else `matMul`. Not differentiable.
 */
export function sparseProduct(a: Tensor3D, b: Tensor3D, transposeA = false): Tensor3D {
  if (tf.getKernel(SPARSE_PRODUCT, tf.getBackend())) {
    return tf.engine().runKernel(SPARSE_PRODUCT, { a, b }, { transposeA }) as Tensor3D;
  }
  const [matrices, rows, columns] = a.shape;
  const shared = b.shape[0] / matrices;
  if (shared === 1 || matrices === 1) return tf.matMul(a, b, transposeA);
  return tf.tidy(() => {
    const repeated = tf.tile(tf.reshape(a, [matrices, 1, rows, columns]), [1, shared, 1, 1]);
    return tf.matMul(tf.reshape(repeated, [-1, rows, columns]) as Tensor3D, b, transposeA);
  });
}
