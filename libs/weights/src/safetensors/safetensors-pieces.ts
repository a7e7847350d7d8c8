import type { TensorEntry } from '../tensors/make-tensor-file';
import { encodeTensor } from './encode-tensor';
import { layOutSafetensors } from './safetensors-layout';

/**
 * The bytes of a safetensors file one after the other, those of `encodeSafetensors`, with one tensor in memory at a time.
 *
 * @throws TurboHoiError `data` for a tensor that does not fit what its entry says; what loading a tensor throws
 */
export async function* safetensorsPieces(
  tensors: ReadonlyMap<string, TensorEntry>,
  metadata?: Readonly<Record<string, string>>,
): AsyncGenerator<Uint8Array> {
  const { start, ordered } = layOutSafetensors(tensors, metadata);
  yield start;
  for (const [name, entry] of ordered) yield encodeTensor(name, await entry.load());
}
