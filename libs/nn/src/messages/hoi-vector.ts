import type { HoiFeatures } from '@turbo-hoi/core';
import * as tf from '@tensorflow/tfjs';

/** f_a as one vector: `[H_mid, H_out]` with `H_out = [s_a, mu_a]`, [R, D + A + 4A]. */
export function hoiVector({ mid, actionLogits, offsets }: HoiFeatures): tf.Tensor2D {
  return tf.tidy(() => tf.concat([mid, tf.sigmoid(actionLogits), offsets], 1));
}
