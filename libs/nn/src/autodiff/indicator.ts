import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { withGradient } from './with-gradient';

/** 1 where a comparison of x holds, else 0; its gradient is 0, whereas tfjs throws where a comparison has none. */
export function indicator<T extends Tensor>(x: T, holds: (x: T) => Tensor): T {
  return withGradient<T>(
    [x],
    () => tf.cast(holds(x), 'float32') as T,
    (dy) => [tf.zerosLike(dy)],
  );
}
