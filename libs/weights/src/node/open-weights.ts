import { inflateRawSync } from 'node:zlib';
import { openTensorFile } from '../open-tensor-file';
import { openSafetensors as openSafetensorsSource } from '../safetensors/open-safetensors';
import type { ByteSource } from '../source/byte-source';
import type { TensorFile } from '../tensors/tensor-file';
import { openFileSource } from './file-source';

/**
 * Opens a safetensors file, whose tensors are read on demand. The caller closes it.
 *
 * @throws TurboHoiError `io` if it cannot be read, `data` for a damaged file or one of another format
 */
export function openSafetensors(path: string): Promise<TensorFile> {
  return openOrClose(path, openSafetensorsSource);
}

/**
 * Opens a file of weights by its content, not its name: safetensors, `.pth` of any version, `.pkl` of Detectron and
 * detectron2. No code in it is executed. The caller closes it.
 *
 * @throws TurboHoiError `io` if it cannot be read, `data` for a damaged or malicious file or one of another format
 */
export function openWeights(path: string): Promise<TensorFile> {
  return openOrClose(path, (source) =>
    openTensorFile(source, (bytes, limit) => inflateRawSync(bytes, { maxOutputLength: limit })),
  );
}

async function openOrClose(
  path: string,
  open: (source: ByteSource) => Promise<TensorFile>,
): Promise<TensorFile> {
  const source = await openFileSource(path);
  try {
    return await open(source);
  } catch (error) {
    await source.close();
    throw error;
  }
}
