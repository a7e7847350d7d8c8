import * as tf from '@tensorflow/tfjs';
import type { Scalar, Tensor } from '@tensorflow/tfjs';
import { FusedKernel } from '@turbo-hoi/nn';
import { groupParameters } from '../optimizers/parameter-group';

const fusedNorm = new FusedKernel('TurboGlobalNorm');

/** Global L2 norm of all gradients. */
export function globalNorm(gradients: ReadonlyMap<string, Tensor>): Scalar {
  if (fusedNorm.exists && gradients.size > 0) {
    return fusedNorm.run([...gradients.values()], { N: gradients.size })[0] as Scalar;
  }
  return tf.tidy(() => {
    const sums = groupParameters(gradients).map((group) => group.join(gradients).square().sum());
    return tf.stack(sums).sum().sqrt() as Scalar;
  });
}

/** The factor that clips gradients of this norm to `limit`, as torch's clip_grad_norm_. */
export function clipScale(norm: Scalar, limit: number): Scalar {
  return tf.tidy(() => tf.minimum(1, tf.div(limit, norm.add(1e-6))) as Scalar);
}
