import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';

/** An array of a golden file. */
export interface GoldenArray {
  readonly shape: number[];
  /** Row-major. */
  readonly data: number[];
}

/** Reads a golden file: JSON with `{shape, data}` wherever an array stands. */
export function golden<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}

/** The tensor of a golden array. */
export function goldenTensor<T extends tf.Tensor>(
  { shape, data }: GoldenArray,
  dtype: 'float32' | 'int32' = 'float32',
): T {
  return tf.tensor(data, shape, dtype) as T;
}
