import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * A tensor that depends on no parameter, without recording its ops for gradients.
 *
 * While gradients are computed, tfjs keeps the inputs of every op, even of those that need no gradient.
 */
export function untaped<T extends Tensor>(run: () => T): T {
  return tf.customGrad(() => ({ value: run(), gradFunc: () => [] }))() as T;
}
