import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/** 1 / (number of ones in the mask · per), or a finite number where the mask is empty: [ ] */
export function inverseCount(mask: Tensor, per = 1): Tensor {
  return tf.div(1 / per, tf.maximum(tf.sum(mask), 1));
}
