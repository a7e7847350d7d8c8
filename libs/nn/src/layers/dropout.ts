import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import type { Rng } from '@turbo-hoi/core';
import { withGradient } from '../autodiff/with-gradient';

/**
 * Sets each number to 0 with probability `rate` in [0,1), rounded to 16 bits, and scales the rest by 1 / (1 - rate).
 *
 * The result is a new tensor, also at rate 0.
 */
export function dropout<T extends Tensor>(x: T, rate: number, rng: Rng): T {
  if (rate === 0) return x.clone() as T;
  return withGradient<T>(
    [x],
    (save) => {
      const mask = tf.tensor(dropoutMask(x.size, rate, rng), x.shape);
      save(mask);
      return tf.mul(x, mask);
    },
    (dy, [mask]) => [tf.mul(dy, mask)],
  );
}

/** A word of the generator decides for two numbers: drawing takes longer than anything else here. */
function dropoutMask(size: number, rate: number, rng: Rng): Float32Array {
  const threshold = Math.round(rate * 2 ** 16);
  const scale = 1 / (1 - rate);
  const mask = new Float32Array(size);
  for (let i = 0; i < size; i += 2) {
    const word = rng.int(2 ** 32);
    mask[i] = word >>> 16 < threshold ? 0 : scale;
    if (i + 1 < size) mask[i + 1] = (word & 0xffff) < threshold ? 0 : scale;
  }
  return mask;
}
