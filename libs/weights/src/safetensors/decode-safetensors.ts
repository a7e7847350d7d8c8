import { DTYPE_CODECS } from '../tensors/dtype-codec';
import { parseSafetensorsHeader } from './safetensors-header';
import type { TensorData } from '../tensors/tensor-data';

/** What a safetensors file holds. */
export interface SafetensorsContent {
  /** In the order of the file. */
  readonly tensors: Map<string, TensorData>;
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Reads a safetensors file; the tensors own their memory, F16 and BF16 become Float32Array.
 *
 * @throws TurboHoiError `data` for a truncated or foreign file and for anything else that breaks the format
 */
export function decodeSafetensors(bytes: Uint8Array): SafetensorsContent {
  const { entries, metadata, dataStart } = parseSafetensorsHeader(bytes);
  const tensors = new Map(
    entries.map(({ name, dtype, shape, begin, end }): [string, TensorData] => {
      // A copy, since nothing promises that the file's bytes lie aligned in memory.
      const copy = new Uint8Array(end - begin);
      copy.set(bytes.subarray(dataStart + begin, dataStart + end));
      return [name, { dtype, shape, data: DTYPE_CODECS[dtype].decode(copy.buffer) }];
    }),
  );
  return { tensors, metadata };
}
