import * as tf from '@tensorflow/tfjs';
import type { Initializer, Rng } from '@turbo-hoi/core';

/** All 0. */
export const zeros: Initializer = (shape) => tf.zeros([...shape]);

/** All 1. */
export const ones: Initializer = (shape) => tf.ones([...shape]);

/** All `value`. */
export function constant(value: number): Initializer {
  return (shape) => tf.fill([...shape], value);
}

/** Normally distributed around 0. */
export function normal(deviation: number): Initializer {
  return (shape, rng) => filled(shape, (data) => fillNormal(data, deviation, rng));
}

/** Uniform in [-bound, bound). */
export function uniform(bound: number): Initializer {
  return (shape, rng) => filled(shape, (data) => fillUniform(data, bound, rng));
}

/** Normal with deviation sqrt(2 / fan_in): PyTorch's `kaiming_normal_` for ReLU. */
export const heNormal: Initializer = (shape, rng) =>
  normal(Math.sqrt(2 / fanIn(shape)))(shape, rng);

/** Uniform with bound sqrt(6 / (fan_in + fan_out)): PyTorch's `xavier_uniform_`. */
export const xavierUniform: Initializer = (shape, rng) =>
  uniform(Math.sqrt(6 / (fanIn(shape) + fanOut(shape))))(shape, rng);

/** Uniform with bound sqrt(3 / fan_in), variance 1 / fan_in: PyTorch's `kaiming_uniform_` with `a=1`. */
export const lecunUniform: Initializer = (shape, rng) =>
  uniform(Math.sqrt(3 / fanIn(shape)))(shape, rng);

/** Uniform with bound 1 / sqrt(fan_in): the default of PyTorch's layers. */
export const torchDefault: Initializer = (shape, rng) =>
  uniform(1 / Math.sqrt(fanIn(shape)))(shape, rng);

// Weights are [in,out], [k,k,in,out] or, transposed, [k,k,out,in]; PyTorch computes fan_in of the latter in the same
// way.
function fanIn(shape: readonly number[]): number {
  return Math.max(1, product(shape.slice(0, -1)));
}

function fanOut(shape: readonly number[]): number {
  return Math.max(1, product(shape.slice(0, -2)) * (shape.at(-1) ?? 1));
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total * size, 1);
}

function filled(shape: readonly number[], fill: (data: Float32Array) => void): tf.Tensor {
  const data = new Float32Array(product(shape));
  fill(data);
  return tf.tensor(data, [...shape], 'float32');
}

/** Box-Muller, using both numbers of a pair for speed: models of the published size have 10⁸ parameters. */
function fillNormal(data: Float32Array, deviation: number, rng: Rng): void {
  for (let i = 0; i < data.length; i += 2) {
    const radius = deviation * Math.sqrt(-2 * Math.log(1 - rng.next()));
    const angle = 2 * Math.PI * rng.next();
    data[i] = radius * Math.cos(angle);
    if (i + 1 < data.length) data[i + 1] = radius * Math.sin(angle);
  }
}

function fillUniform(data: Float32Array, bound: number, rng: Rng): void {
  for (let i = 0; i < data.length; i++) data[i] = rng.uniform(-bound, bound);
}
