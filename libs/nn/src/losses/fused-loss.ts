import * as tf from '@tensorflow/tfjs';
import type { NamedTensorMap, Scalar, Tensor } from '@tensorflow/tfjs';
import type { FusedKernel } from '../autodiff/fused-kernel';
import { withGradient } from '../autodiff/with-gradient';

/** A loss by a kernel that returns it together with its slope, the gradient by the prediction for a gradient of 1. */
export function fusedLoss(
  kernel: FusedKernel,
  prediction: Tensor,
  inputs: NamedTensorMap,
  attributes: Record<string, number> = {},
): Scalar {
  return withGradient<Scalar>(
    [prediction],
    (save) => {
      const [loss, slope] = kernel.run(inputs, attributes);
      save(slope);
      return loss as Scalar;
    },
    (dy, [slope]) => [tf.mul(slope, dy)],
  );
}
