import { TurboHoiError } from '@turbo-hoi/core';
import { otherKind, SNIFFED_BYTES, sniffFile } from '@turbo-hoi/formats';
import { openPickledArrays } from './detectron/open-pickled-arrays';
import { openSafetensors } from './safetensors/open-safetensors';
import type { ByteSource } from './source/byte-source';
import type { TensorFile } from './tensors/tensor-file';
import { isLegacyTorch, openTorchLegacy } from './torch/open-torch-legacy';
import { openTorchZip } from './torch/open-torch-zip';
import type { InflateRaw } from './zip/read-zip-entry';

const EXPECTED = 'a file of weights';

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
  const start = await source.read(0, Math.min(source.size, SNIFFED_BYTES));
  if (sniffFile(start)?.kind === 'npz') throw otherKind(start, source.name, EXPECTED)!;
  // Checked first, since the bytes of its header length may equal the signature of another format.
  if (isSafetensors(start)) return openSafetensors(source);
  if (startsWith(start, [0x50, 0x4b])) return openTorchZip(source, inflate);
  if (isLegacyTorch(start)) return openTorchLegacy(source);
  // PROTO, or the first byte of a text pickle: MARK, `c` or `}`.
  if (start[0] === 0x80 && start[1] <= 5) return openPickledArrays(source);
  if (start[0] === 0x28 && start[1] !== 0) return openPickledArrays(source);
  const other = otherKind(start, source.name, EXPECTED);
  if (other !== null) throw other;
  throw new TurboHoiError(
    'data',
    `${source.name}: neither safetensors nor a checkpoint of PyTorch (.pth) nor a pickle (.pkl).`,
  );
}

/** Whether the file begins with an eight-byte header length, whose upper four bytes are zero, and a brace. */
function isSafetensors(start: Uint8Array): boolean {
  return start[8] === 0x7b && startsWith(start.subarray(4), [0, 0, 0, 0]);
}

function startsWith(bytes: Uint8Array, expected: readonly number[]): boolean {
  return expected.every((byte, i) => bytes[i] === byte);
}
