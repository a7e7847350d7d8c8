import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Bool [...,count]: element i is true if the int32 index [...] equals `first` + i; all false for an index out of range.
 *
 * Used because `tf.oneHot` refuses a depth of 1.
 */
export function oneHot(indices: Tensor, count: number, first = 0): Tensor {
  const places = tf.range(first, first + count, 1, 'int32');
  return tf.equal(tf.reshape(indices, [...indices.shape, 1]), places);
}
