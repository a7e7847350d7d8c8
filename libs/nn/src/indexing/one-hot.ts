import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Bool [...,count], true where an int32 index [...] equals `first` + place; all false for an index outside.
 *
 * `tf.oneHot` refuses a depth of 1.
 */
export function oneHot(indices: Tensor, count: number, first = 0): Tensor {
  const places = tf.range(first, first + count, 1, 'int32');
  return tf.equal(tf.reshape(indices, [...indices.shape, 1]), places);
}
