import { makeTensorFile, type TensorEntry } from '../tensors/make-tensor-file';
import type { TensorData } from '../tensors/tensor-data';
import { shapeSize } from '../tensors/tensor-data';
import type { TensorFile } from '../tensors/tensor-file';

/** A file of tensors in memory. */
export function memoryFile(
  tensors: Readonly<Record<string, TensorData>>,
  metadata: Readonly<Record<string, string>> = {},
): TensorFile {
  const entries = Object.entries(tensors).map(([name, tensor]): [string, TensorEntry] => [
    name,
    { ...tensor, load: async () => tensor },
  ]);
  return makeTensorFile({ name: 'memory', format: 'test', metadata, entries: new Map(entries) });
}

/** A file with the shapes of a model, whose numbers count up over all tensors. */
export function numberedTensors(shapes: Iterable<[string, readonly number[]]>) {
  let next = 0;
  const count = (length: number) => {
    const data = new Float32Array(length);
    for (let i = 0; i < length; i++) data[i] = next++ & 4095;
    return data;
  };
  return Object.fromEntries(
    [...shapes].map(([name, shape]): [string, TensorData] => {
      return [name, { dtype: 'F32', shape, data: count(shapeSize(shape)) }];
    }),
  );
}

export function float32(shape: readonly number[], numbers: readonly number[]): TensorData {
  return { dtype: 'F32', shape, data: Float32Array.from(numbers) };
}
