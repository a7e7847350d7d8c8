import { DTYPE_CODECS } from '../tensors/dtype-codec';
import { parseSafetensorsHeader } from './safetensors-header';
import type { TensorData } from '../tensors/tensor-data';

/** Content of a safetensors file. */
export interface SafetensorsContent {
  /** In the order of the file. */
  readonly tensors: Map<string, TensorData>;
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Decodes a safetensors file; the tensors do not share its memory, F16 and BF16 become Float32Array.
 *
 * @throws TurboHoiError `data` for a truncated file, one of another format and any other violation of the format
 */
export function decodeSafetensors(bytes: Uint8Array): SafetensorsContent {
  const { entries, metadata, dataStart } = parseSafetensorsHeader(bytes);
  const tensors = new Map(
    entries.map(({ name, dtype, shape, begin, end }): [string, TensorData] => {
      // A copy, since the file's bytes may not be aligned in memory.
      const copy = new Uint8Array(end - begin);
      copy.set(bytes.subarray(dataStart + begin, dataStart + end));
      return [name, { dtype, shape, data: DTYPE_CODECS[dtype].decode(copy.buffer) }];
    }),
  );
  return { tensors, metadata };
}
