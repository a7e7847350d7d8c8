import { withGradient } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';

/** max(a + b, 0); the gradient needs only the result. */
export function addRelu(a: tf.Tensor4D, b: tf.Tensor4D): tf.Tensor4D {
  return withGradient<tf.Tensor4D>(
    [a, b],
    (save) => {
      const y = tf.relu(tf.add<tf.Tensor4D>(a, b));
      save(y);
      return y;
    },
    (dy, [y]) => {
      const slope = tf.mul(dy, tf.sign(y));
      return [slope, slope.clone()];
    },
  );
}
