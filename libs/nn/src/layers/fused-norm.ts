import type { Tensor, Tensor1D } from '@tensorflow/tfjs';
import { FusedKernel } from '../autodiff/fused-kernel';
import { withGradient } from '../autodiff/with-gradient';

const forward = new FusedKernel('TurboGroupNorm');
const backward = new FusedKernel('TurboGroupNormGrad');

export interface NormOptions {
  readonly groups: number;
  readonly eps: number;
  /** Whether ReLU follows. */
  readonly relu: boolean;
}

/** Whether the active backend normalises in one op. */
export const hasFusedNorm = (): boolean => forward.exists;

/** PyTorch's group norm of maps [B,…,C] or, with one group, layer norm of rows [R,C]; only where {@link hasFusedNorm}. */
export function fusedNorm<T extends Tensor>(
  x: T,
  weight: Tensor1D,
  bias: Tensor1D,
  options: NormOptions,
): T {
  const attributes = { groups: options.groups, relu: Number(options.relu) };
  return withGradient<T>(
    [x, weight, bias],
    (save) => {
      const inputs = { x, weight, bias };
      const [y, mean, inverse] = forward.run(inputs, { ...attributes, epsilon: options.eps });
      save(x, weight, bias, mean, inverse);
      return y as T;
    },
    (dy, [x, weight, bias, mean, inverse]) =>
      backward.run({ dy, x, weight, bias, mean, inverse }, attributes),
  );
}
