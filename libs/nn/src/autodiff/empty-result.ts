import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import { withGradient } from './with-gradient';

/**
 * Result of an op for an empty batch: zeros of a shape, with zero gradients.
 *
 * Convolutions of the native backend and reductions of wasm do not accept empty tensors.
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
