import * as tf from '@tensorflow/tfjs';
import type { GradSaveFunc, Tensor } from '@tensorflow/tfjs';

/**
 * Runs an op whose gradient is written by hand.
 *
 * Nothing inside `forward` is recorded on the tape; what `backward` needs goes through `save`, which keeps it
 * alive until the gradient is done. `backward` returns one gradient per input, in the order of `inputs`.
 */
export function withGradient<Out extends Tensor>(
  inputs: readonly Tensor[],
  forward: (save: (...tensors: Tensor[]) => void) => Out,
  backward: (dy: Out, saved: Tensor[]) => Tensor[],
): Out {
  const op = tf.customGrad((...args) => {
    const save = args[args.length - 1] as GradSaveFunc;
    return {
      value: forward((...tensors) => save(tensors)),
      // Without tidy, the tape keeps intermediate tensors until all gradients are done; memory freed at once is still
      // in the CPU cache.
      gradFunc: (dy, saved) => tf.tidy(() => backward(dy as Out, saved)),
    };
  });
  return op(...inputs) as Out;
}
