import { TurboHoiError } from '@turbo-hoi/core';
import type { ByteSource } from '../source/byte-source';
import { DTYPE_CODECS } from '../tensors/dtype-codec';
import { makeTensorFile, type TensorEntry } from '../tensors/make-tensor-file';
import type { TensorFile } from '../tensors/tensor-file';
import { headerLength, parseSafetensorsHeader } from './safetensors-header';

/**
 * Opens a safetensors file: its header is read and checked at once, tensors are read on demand.
 *
 * @throws TurboHoiError `data` for a truncated file, one of another format and any other violation of the format
 */
export async function openSafetensors(source: ByteSource): Promise<TensorFile> {
  const { entries, metadata, dataStart } = await readHeader(source);
  return makeTensorFile({
    name: source.name,
    format: 'safetensors',
    metadata,
    entries: new Map(
      entries.map(({ name, dtype, shape, begin, end }): [string, TensorEntry] => [
        name,
        {
          dtype,
          shape,
          async load() {
            const bytes = await source.read(dataStart + begin, end - begin);
            return { dtype, shape, data: DTYPE_CODECS[dtype].decode(bytes.buffer) };
          },
        },
      ]),
    ),
    close: () => source.close(),
  });
}

async function readHeader(source: ByteSource) {
  try {
    const prefix = await source.read(0, Math.min(8, source.size));
    const length = headerLength(prefix);
    const start = await source.read(0, Math.min(source.size, 8 + length));
    return parseSafetensorsHeader(start, source.size);
  } catch (error) {
    if (!(error instanceof TurboHoiError) || error.kind !== 'data') throw error;
    throw new TurboHoiError('data', `${source.name}: ${error.message}`, { cause: error });
  }
}
