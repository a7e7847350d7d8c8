import type { TensorEntry } from '../tensors/make-tensor-file';
import { encodeTensor } from './encode-tensor';
import { layOutSafetensors } from './safetensors-layout';

/**
 * Generates the bytes of a safetensors file in pieces, identical to `encodeSafetensors`, with one tensor in memory at a
 * time.
 *
 * @throws TurboHoiError `data` for a tensor that does not match its entry; the error of loading a tensor
 */
export async function* safetensorsPieces(
  tensors: ReadonlyMap<string, TensorEntry>,
  metadata?: Readonly<Record<string, string>>,
): AsyncGenerator<Uint8Array> {
  const { start, ordered } = layOutSafetensors(tensors, metadata);
  yield start;
  for (const [name, entry] of ordered) yield encodeTensor(name, await entry.load());
}
