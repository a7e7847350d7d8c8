import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { untaped } from './untaped';
import { withGradient } from './with-gradient';

/** The same values, through which no gradient flows back: what only they depend on gets none, not even zeros. */
export function detach<T extends Tensor>(x: T): T {
  return untaped(() => x.clone() as T);
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
