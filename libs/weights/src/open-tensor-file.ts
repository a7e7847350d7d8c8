import { TurboHoiError } from '@turbo-hoi/core';
import { openPickledArrays } from './detectron/open-pickled-arrays';
import { openSafetensors } from './safetensors/open-safetensors';
import type { ByteSource } from './source/byte-source';
import type { TensorFile } from './tensors/tensor-file';
import { isLegacyTorch, openTorchLegacy } from './torch/open-torch-legacy';
import { openTorchZip } from './torch/open-torch-zip';
import type { InflateRaw } from './zip/read-zip-entry';

/**
 * Opens a file of weights, whatever it is called: safetensors, PyTorch's (both formats), pickled NumPy arrays (Detectron,
 * detectron2). Nothing in it is executed.
 *
 * @param inflate for zip files that were packed anew
 * @throws TurboHoiError `data` for a damaged file, a hostile one and one of another kind
 */
export async function openTensorFile(
  source: ByteSource,
  inflate?: InflateRaw,
): Promise<TensorFile> {
  const start = await source.read(0, Math.min(source.size, 16));
  // First, since the length of its header may begin with what begins others.
  if (isSafetensors(start)) return openSafetensors(source);
  if (startsWith(start, [0x50, 0x4b])) return openTorchZip(source, inflate);
  if (isLegacyTorch(start)) return openTorchLegacy(source);
  // PROTO, or what text pickles begin with: MARK, `c` or `}`.
  if (start[0] === 0x80 && start[1] <= 5) return openPickledArrays(source);
  if (start[0] === 0x28 && start[1] !== 0) return openPickledArrays(source);
  throw new TurboHoiError(
    'data',
    `${source.name}: neither safetensors nor a checkpoint of PyTorch (.pth) nor a pickle (.pkl)${guess(start)}.`,
  );
}

/** The length of the header in eight bytes, of which the upper four are zero, and the header's first brace. */
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
