import * as tf from '@tensorflow/tfjs';

/** `tf.tidy` for functions that return any structure of tensors, interfaces included. Never return a typed array. */
export function tidy<T>(run: () => T): T {
  return tf.tidy(run as () => tf.TensorContainer) as T;
}
