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
 * Compares the gradients of `f` with central differences, in one random direction per input and for each number of
 * a small input.
 *
 * A result that is not a scalar is first reduced to a randomly weighted sum. Default tolerances suit float32.
 */
export function checkGradients(
  f: (...inputs: tf.Tensor[]) => tf.Tensor,
  inputs: readonly tf.Tensor[],
  options: GradientCheck = {},
): void {
  const { step = 1e-2, perElement = 64, seed = 1, relative = 1e-2, absolute = 1e-3 } = options;
  const random = uniform(seed);
  const weigh = randomWeights(f, inputs, random);
  const gradients = tf.grads(weigh)([...inputs]);
  inputs.forEach((input, which) => {
    const [at, gradient] = [input.dataSync(), gradients[which].dataSync()];
    const slopeAlong = (direction: ArrayLike<number>) => {
      const valueAt = (distance: number) =>
        readScalar(() => {
          const moved = Float32Array.from(at, (x, i) => x + distance * direction[i]);
          return weigh(...inputs.map((x, i) => (i === which ? tf.tensor(moved, x.shape) : x)));
        });
      return (valueAt(step) - valueAt(-step)) / (2 * step);
    };
    const direction = Float32Array.from(gradient, random);
    const expected = direction.reduce((sum, d, i) => sum + d * gradient[i], 0);
    const spread = absolute * Math.sqrt(at.length);
    expectClose([slopeAlong(direction)], [expected], { relative, absolute: spread });
    if (at.length > perElement) return;
    const slopes = Array.from(at, (_, i) => slopeAlong(Array.from(at, (_, j) => Number(i === j))));
    expectClose(gradient, slopes, { relative, absolute });
  });
  tf.dispose(gradients);
}

type TensorFunction<T> = (...inputs: tf.Tensor[]) => T;

/** f followed by a sum with fixed random weights. */
function randomWeights(
  f: TensorFunction<tf.Tensor>,
  inputs: readonly tf.Tensor[],
  random: () => number,
): TensorFunction<tf.Scalar> {
  const { shape, size } = tf.tidy(() => {
    const { shape, size } = f(...inputs);
    return { shape, size };
  });
  const weights = Float32Array.from({ length: size }, random);
  return (...xs) => tf.tidy(() => tf.sum<tf.Scalar>(tf.mul(f(...xs), tf.tensor(weights, shape))));
}

function readScalar(run: () => tf.Scalar): number {
  const result = tf.tidy(run);
  const [value] = result.dataSync();
  result.dispose();
  return value;
}

/** Numbers in -1..1 from a small linear congruential generator. */
function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}
