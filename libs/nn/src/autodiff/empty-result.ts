import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { withGradient } from './with-gradient';

/**
 * Zeros of a shape, with zero gradients: what an op makes of a batch of nothing.
 *
 * Convolutions of the native backend and reductions of wasm do not take one.
 */
export function emptyResult<Out extends Tensor>(
  inputs: readonly Tensor[],
  shape: readonly number[],
): Out {
  const shapes = inputs.map((input) => [...input.shape]);
  return withGradient<Out>(
    inputs,
    () => tf.zeros([...shape]) as Out,
    () => shapes.map((shape) => tf.zeros(shape)),
  );
}
