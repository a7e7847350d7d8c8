import { inflateRawSync } from 'node:zlib';
import { openTensorFile } from '../open-tensor-file';
import { openSafetensors as openSafetensorsSource } from '../safetensors/open-safetensors';
import type { ByteSource } from '../source/byte-source';
import type { TensorFile } from '../tensors/tensor-file';
import { openFileSource } from './file-source';

/**
 * Opens a safetensors file, of which tensors are read one by one; close it in the end.
 *
 * @throws TurboHoiError `io` where it cannot be read, `data` for a damaged or foreign file
 */
export function openSafetensors(path: string): Promise<TensorFile> {
  return openOrClose(path, openSafetensorsSource);
}

/**
 * Opens a file of weights, whatever it is called: safetensors, `.pth` of any age, `.pkl` of Detectron and detectron2. Nothing in
 * it is executed; close it in the end.
 *
 * @throws TurboHoiError `io` where it cannot be read, `data` for a damaged, hostile or foreign file
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
