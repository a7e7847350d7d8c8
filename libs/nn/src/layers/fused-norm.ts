import * as tf from '@tensorflow/tfjs';
import type { NamedTensorMap, Tensor, Tensor1D } from '@tensorflow/tfjs';
import { withGradient } from '../autodiff/with-gradient';

const FORWARD = 'TurboGroupNorm';
const BACKWARD = 'TurboGroupNormGrad';

export interface NormOptions {
  readonly groups: number;
  readonly eps: number;
}

/** Whether the active backend normalises in one op: the native one, where its fused ops could be built. */
export function hasFusedNorm(): boolean {
  return tf.getKernel(FORWARD, tf.getBackend()) !== undefined;
}

/** PyTorch's group norm of maps [B,…,C] or, with one group, layer norm of rows [R,C]; only where {@link hasFusedNorm}. */
export function fusedNorm<T extends Tensor>(
  x: T,
  weight: Tensor1D,
  bias: Tensor1D,
  { groups, eps }: NormOptions,
): T {
  const run = (kernel: string, inputs: NamedTensorMap) =>
    tf.engine().runKernel(kernel, inputs, { groups, epsilon: eps }) as Tensor[];
  return withGradient<T>(
    [x, weight, bias],
    (save) => {
      const [y, mean, inverse] = run(FORWARD, { x, weight, bias });
      save(x, weight, mean, inverse);
      return y as T;
    },
    (dy, [x, weight, mean, inverse]) => run(BACKWARD, { dy, x, weight, mean, inverse }),
  );
}
