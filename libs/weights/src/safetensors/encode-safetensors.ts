import type { TensorData } from '../tensors/tensor-data';
import { encodeTensor } from './encode-tensor';
import { layOutSafetensors } from './safetensors-layout';

/**
 * Encodes named tensors in the safetensors format: u64 header length, JSON header, numbers.
 *
 * Equal tensors and metadata give equal bytes, identical to those of Hugging Face's own writer.
 *
 * @throws TurboHoiError `data` for a tensor whose array does not match its dtype or shape
 */
export function encodeSafetensors(
  tensors: ReadonlyMap<string, TensorData>,
  metadata?: Readonly<Record<string, string>>,
): Uint8Array {
  const { start, ordered, size } = layOutSafetensors(tensors, metadata);
  const parts = ordered.map(([name, tensor]) => encodeTensor(name, tensor));
  const bytes = new Uint8Array(size);
  bytes.set(start);
  let offset = start.length;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}
