import * as tf from '@tensorflow/tfjs';
import type { Scalar, Tensor } from '@tensorflow/tfjs';
import { groupParameters } from '../optimizers/parameter-group';

/** √ of the sum of the squares of all gradients together. */
export function globalNorm(gradients: ReadonlyMap<string, Tensor>): Scalar {
  return tf.tidy(() => {
    const sums = groupParameters(gradients).map((group) => group.join(gradients).square().sum());
    return tf.stack(sums).sum().sqrt() as Scalar;
  });
}

/** What multiplies gradients of this norm to bring it down to `limit`, by the rule of clip_grad_norm_ of torch. */
export function clipScale(norm: Scalar, limit: number): Scalar {
  return tf.tidy(() => tf.minimum(1, tf.div(limit, norm.add(1e-6))) as Scalar);
}
