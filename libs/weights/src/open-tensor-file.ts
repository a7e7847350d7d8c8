import { TurboHoiError } from '@turbo-hoi/core';
import { openPickledArrays } from './detectron/open-pickled-arrays';
import { openSafetensors } from './safetensors/open-safetensors';
import type { ByteSource } from './source/byte-source';
import type { TensorFile } from './tensors/tensor-file';
import { isLegacyTorch, openTorchLegacy } from './torch/open-torch-legacy';
import { openTorchZip } from './torch/open-torch-zip';
import type { InflateRaw } from './zip/read-zip-entry';

/**
 * Opens a file of weights by its content: safetensors, PyTorch's (both formats), pickled NumPy arrays (Detectron,
 * detectron2). No code in it is executed.
 *
 * @param inflate for zip files that were compressed after PyTorch wrote them
 * @throws TurboHoiError `data` for a damaged or malicious file or one of another format
 */
export async function openTensorFile(
  source: ByteSource,
  inflate?: InflateRaw,
): Promise<TensorFile> {
  const start = await source.read(0, Math.min(source.size, 16));
  // Checked first, since the bytes of its header length may equal the signature of another format.
  if (isSafetensors(start)) return openSafetensors(source);
  if (startsWith(start, [0x50, 0x4b])) return openTorchZip(source, inflate);
  if (isLegacyTorch(start)) return openTorchLegacy(source);
  // PROTO, or the first byte of a text pickle: MARK, `c` or `}`.
  if (start[0] === 0x80 && start[1] <= 5) return openPickledArrays(source);
  if (start[0] === 0x28 && start[1] !== 0) return openPickledArrays(source);
  throw new TurboHoiError(
    'data',
    `${source.name}: neither safetensors nor a checkpoint of PyTorch (.pth) nor a pickle (.pkl)${guess(start)}.`,
  );
}

/** Whether the file begins with an eight-byte header length, whose upper four bytes are zero, and a brace. */
function isSafetensors(start: Uint8Array): boolean {
  return start[8] === 0x7b && startsWith(start.subarray(4), [0, 0, 0, 0]);
}

function startsWith(bytes: Uint8Array, expected: readonly number[]): boolean {
  return expected.every((byte, i) => bytes[i] === byte);
}

function guess(start: Uint8Array): string {
  if (start.length === 0) return '; it is empty';
  if (startsWith(start, [0x1f, 0x8b])) return '; it is packed with gzip: unpack it first';
  if (startsWith(start, [0x89, 0x48, 0x44, 0x46])) return '; it is HDF5 (Keras)';
  if (start[0] === 0x3c) return '; it looks like a web page: was the download refused?';
  return '';
}
