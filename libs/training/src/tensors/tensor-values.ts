import type { ParameterValue } from '@turbo-hoi/core';
import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/** Reads tensors back. */
export async function readTensors(
  tensors: ReadonlyMap<string, Tensor>,
): Promise<Map<string, ParameterValue>> {
  const values = new Map<string, ParameterValue>();
  for (const [name, tensor] of tensors) {
    values.set(name, { shape: [...tensor.shape], data: (await tensor.data()) as Float32Array });
  }
  return values;
}

/** Creates tensors from values; the caller owns them. */
export function makeTensors(values: ReadonlyMap<string, ParameterValue>): Map<string, Tensor> {
  return new Map(
    [...values].map(([name, { shape, data }]) => [name, tf.tensor(data, [...shape], 'float32')]),
  );
}
