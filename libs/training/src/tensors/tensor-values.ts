import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/** A float32 tensor outside of any backend, row-major. */
export interface TensorValue {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** Reads tensors back. */
export async function readTensors(
  tensors: ReadonlyMap<string, Tensor>,
): Promise<Map<string, TensorValue>> {
  const values = new Map<string, TensorValue>();
  for (const [name, tensor] of tensors) {
    values.set(name, { shape: [...tensor.shape], data: (await tensor.data()) as Float32Array });
  }
  return values;
}

/** Makes tensors of values; the caller owns them. */
export function makeTensors(values: ReadonlyMap<string, TensorValue>): Map<string, Tensor> {
  return new Map(
    [...values].map(([name, { shape, data }]) => [name, tf.tensor(data, [...shape], 'float32')]),
  );
}
