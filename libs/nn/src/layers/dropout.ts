import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import type { Rng } from '@turbo-hoi/core';

/** Sets each number to 0 with probability `rate` in [0,1) and scales the rest by 1 / (1 - rate). */
export function dropout<T extends Tensor>(x: T, rate: number, rng: Rng): T {
  if (rate === 0) return x.clone() as T;
  const scale = 1 / (1 - rate);
  const mask = new Float32Array(x.size);
  for (let i = 0; i < mask.length; i++) mask[i] = rng.chance(rate) ? 0 : scale;
  return tf.tidy(() => tf.mul(x, tf.tensor(mask, x.shape)) as T);
}
