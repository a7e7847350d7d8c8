import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { withGradient } from './with-gradient';

/** The same values, through which no gradient flows back. */
export function detach<T extends Tensor>(x: T): T {
  return withGradient(
    [x],
    () => x.clone() as T,
    (dy) => [tf.zerosLike(dy)],
  );
}

/** The same values; the gradient that flows back is multiplied by `factor` (1: unchanged, 0: stopped). */
export function scaleGradient<T extends Tensor>(x: T, factor: number): T {
  if (factor === 0) return detach(x);
  if (factor === 1) return x.clone() as T;
  return withGradient(
    [x],
    () => x.clone() as T,
    (dy) => [tf.mul(dy, factor)],
  );
}
