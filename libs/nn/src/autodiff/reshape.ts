import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { withGradient } from './with-gradient';

/**
 * `tf.reshape` that keeps nothing for the gradient; tfjs' own keeps the whole argument although it needs only the
 * shape.
 */
export function reshape<Out extends Tensor>(x: Tensor, shape: readonly number[]): Out {
  const { shape: before } = x;
  return withGradient<Out>(
    [x],
    () => tf.reshape(x, [...shape]) as Out,
    (dy) => [tf.reshape(dy, before)],
  );
}
