import { decodeSafetensors, encodeSafetensors, type TensorData } from '@turbo-hoi/weights';
import type { FuzzReader } from '../seed';

export const safetensorsReader: FuzzReader = {
  name: 'safetensors',
  seeds: () => {
    const tensors = new Map<string, TensorData>([
      ['a.weight', { dtype: 'F32', shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) }],
      ['a.bias', { dtype: 'F16', shape: [3], data: Float32Array.of(1, 0.5, -2) }],
      ['steps', { dtype: 'I64', shape: [], data: BigInt64Array.of(7n) }],
    ]);
    const bytes = encodeSafetensors(tensors, { format: 'pt' });
    return [{ name: 'model', bytes, json: false, read: decodeSafetensors }];
  },
};
