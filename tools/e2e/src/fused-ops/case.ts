import type { Rng } from '@turbo-hoi/core';
import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/** Inputs of an op, the variables that it reads, and the op. */
export interface Case {
  readonly what: string;
  readonly kernels: readonly string[];
  readonly inputs: readonly Tensor[];
  readonly variables: readonly tf.Variable[];
  run(...inputs: Tensor[]): Tensor;
}

/** Numbers in -2..3. */
export const random = (rng: Rng, shape: number[]): Tensor =>
  tf.tensor(
    Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => rng.uniform(-2, 3)),
    shape,
  );
