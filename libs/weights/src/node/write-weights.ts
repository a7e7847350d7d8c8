import { TurboHoiError, unwritable } from '@turbo-hoi/core';
import { writeFileAtomically } from '@turbo-hoi/files/node';
import { encodeTensor } from '../safetensors/encode-tensor';
import { safetensorsPieces } from '../safetensors/safetensors-pieces';
import type { TensorEntry } from '../tensors/make-tensor-file';
import { encodeStateDict } from '../torch/encode-state-dict';
import { ZipWriter } from '../zip/zip-writer';

/**
 * Writes a safetensors file, one tensor in memory at a time.
 *
 * @throws TurboHoiError `io` if it cannot be written; the error of loading a tensor. Then no incomplete file remains
 */
export function writeSafetensors(
  path: string,
  tensors: ReadonlyMap<string, TensorEntry>,
  metadata?: Readonly<Record<string, string>>,
): Promise<void> {
  return writeWhole(path, safetensorsPieces(tensors, metadata));
}

/**
 * Writes a state dict as `torch.save` does (zip format), one tensor in memory at a time.
 *
 * @throws TurboHoiError `io` if it cannot be written, `data` above 4 GiB; the error of loading a tensor. Then no
 *   incomplete file remains
 */
export function writeTorch(path: string, tensors: ReadonlyMap<string, TensorEntry>): Promise<void> {
  return writeWhole(path, pieces());

  async function* pieces() {
    const zip = new ZipWriter();
    const add = (name: string, content: Uint8Array) => zip.add(`weights/${name}`, content);
    yield* add('data.pkl', encodeStateDict(tensors));
    yield* add('byteorder', new TextEncoder().encode('little'));
    let index = 0;
    for (const [name, entry] of tensors) {
      yield* add(`data/${index++}`, encodeTensor(name, await entry.load()));
    }
    yield* add('version', new TextEncoder().encode('3\n'));
    yield zip.finish();
  }
}

async function writeWhole(path: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    await writeFileAtomically(path, pieces);
  } catch (error) {
    if (error instanceof TurboHoiError) throw error;
    throw unwritable(path, error);
  }
}
