import type * as tf from '@tensorflow/tfjs';
import type { HeapNumbers } from '../wasm-heap';

/** A kernel that one call of the module's function computes. */
export interface FusedKernel {
  /** The function: takes the addresses of inputs and outputs, then numbers. */
  readonly run: string;
  /** In the order of the function's parameters. */
  readonly inputs: readonly string[];
  /** Those of int32; the others are float32. */
  readonly integers?: readonly string[];
  /** The outputs' shapes and the function's numbers. @throws Error if the inputs do not fit together */
  plan(
    inputs: Readonly<Record<string, FusedInput>>,
    attributes: Readonly<Record<string, number>>,
  ): { readonly outputs: readonly (readonly number[])[]; readonly numbers: readonly number[] };
}

export interface FusedInput {
  readonly dtype: tf.DataType;
  readonly shape: readonly number[];
  readonly size: number;
  read(): HeapNumbers;
}

/** The module reads whatever lies at an address: what it is told must be true. */
export function expect(holds: boolean, message: string): void {
  if (!holds) throw new Error(message);
}

export const UNFIT = 'shapes do not fit';
