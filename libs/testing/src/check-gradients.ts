import * as tf from '@tensorflow/tfjs';
import { expectClose, type Tolerance } from './expect-close';

export interface GradientCheck extends Tolerance {
  /** Half the distance of the two points of a central difference. Default 1e-2. */
  readonly step?: number;
  /** Inputs of up to this many numbers are checked number by number. Default 64. */
  readonly perElement?: number;
  /** Seed of weights and directions. Default 1. */
  readonly seed?: number;
}

/**
 * Compares the gradients of `f` with central differences, in one random direction an input and for each number of
 * a small one.
 *
 * A result which is no scalar is weighed with random numbers first. Default tolerances suit float32.
 */
export function checkGradients(
  f: (...inputs: tf.Tensor[]) => tf.Tensor,
  inputs: readonly tf.Tensor[],
  options: GradientCheck = {},
): void {
  const { step = 1e-2, perElement = 64, seed = 1, relative = 1e-2, absolute = 1e-3 } = options;
  const random = uniform(seed);
  const weights = tf.tidy(() => Float32Array.from({ length: f(...inputs).size }, random));
  const scalar = (...xs: tf.Tensor[]) =>
    tf.tidy(() => {
      const y = f(...xs);
      return tf.sum(tf.mul(y, tf.tensor(weights, y.shape))) as tf.Scalar;
    });
  const gradients = tf.grads(scalar)([...inputs]);
  inputs.forEach((input, which) => {
    const at = input.dataSync();
    const gradient = gradients[which].dataSync();
    const slopeAlong = (direction: Float32Array) => {
      const value = (sign: number) => {
        const moved = at.map((x, i) => x + sign * step * direction[i]);
        const replaced = inputs.map((x, i) => (i === which ? tf.tensor(moved, x.shape) : x));
        const y = scalar(...replaced);
        const result = y.dataSync()[0];
        tf.dispose([y, replaced[which]]);
        return result;
      };
      return (value(1) - value(-1)) / (2 * step);
    };
    const direction = Float32Array.from(gradient, random);
    const along = direction.reduce((sum, d, i) => sum + d * gradient[i], 0);
    const scale = Math.sqrt(at.length);
    expectClose([along], [slopeAlong(direction)], { relative, absolute: absolute * scale });
    if (at.length > perElement) return;
    const unit = (i: number) => Float32Array.from(at, (_, j) => (i === j ? 1 : 0));
    const slopes = Array.from(at, (_, i) => slopeAlong(unit(i)));
    expectClose(gradient, slopes, { relative, absolute });
  });
  tf.dispose(gradients);
}

/** Numbers in -1..1 from a small linear congruential generator. */
function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}
