import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { expectClose, type Tolerance } from './expect-close';

/** An array of a golden file, row-major. */
export interface GoldenArray {
  readonly shape: number[];
  readonly data: Float32Array;
}

/** Reads a golden file: JSON in which `{shape, data}` stands for an array; T is not checked. */
export function golden<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8'), (_, value) =>
    Array.isArray(value?.shape) && Array.isArray(value?.data)
      ? { shape: value.shape, data: Float32Array.from(value.data) }
      : value,
  ) as T;
}

/** The tensor of a golden array. */
export function goldenTensor<T extends tf.Tensor>(
  { shape, data }: GoldenArray,
  dtype: 'float32' | 'int32' = 'float32',
): T {
  return tf.tensor(data, shape, dtype) as T;
}

/** Output of an op and its incoming gradient in a golden file. */
export interface GoldenOp {
  readonly y: GoldenArray;
  /** The incoming gradient by y. */
  readonly dy: GoldenArray;
}

/** Asserts the value of `f` and the gradient by each input for the incoming gradient `dy`. */
export function expectGolden(
  f: () => tf.Tensor,
  { y, dy }: GoldenOp,
  gradients: readonly (readonly [input: tf.Tensor, gradient: GoldenArray])[],
  tolerance?: Tolerance,
): void {
  tf.tidy(() => {
    const value = f();
    expectArray(value, y, tolerance);
    const computed = tf.grads(f)(
      gradients.map(([input]) => input),
      goldenTensor(dy),
    );
    computed.forEach((gradient, i) => expectArray(gradient, gradients[i][1], tolerance));
  });
}

/** Asserts shape and numbers of a tensor. */
export function expectArray(
  actual: tf.Tensor,
  { shape, data }: GoldenArray,
  tolerance?: Tolerance,
): void {
  if (!tf.util.arraysEqual(actual.shape, shape)) {
    throw new Error(`expectArray: got shape [${actual.shape}], expected [${shape}]`);
  }
  expectClose(actual, data, tolerance);
}
