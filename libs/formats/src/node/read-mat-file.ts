import { constants, inflateSync } from 'node:zlib';
import { decodeMat } from '../mat/decode/decode-mat';
import type { MatValue } from '../mat/mat-value';
import { readWholeFile } from './read-whole-file';

/**
 * Reads a MATLAB file of version 5; see `decodeMat`.
 *
 * @throws TurboHoiError `io` if the file cannot be read, `data` for invalid content
 */
export async function readMatFile(path: string): Promise<Map<string, MatValue>> {
  return decodeMat(await readWholeFile(path), { file: path, inflate });
}

const HEAD = 1024;
const MATRIX = 14;
/** Maximum compression ratio of deflate. */
const MAX_RATIO = 1032;
const LEAST_CHUNK = 1024;

/** Inflates zlib data. @throws if it is damaged, or larger than the limit */
export function inflate(bytes: Uint8Array, limit: number): Uint8Array {
  // In one chunk of the expected size, since zlib copies chunks to join them; a wrong guess only costs that copy.
  const possible = Math.min(bytes.length * MAX_RATIO, limit);
  const chunkSize = Math.max(LEAST_CHUNK, Math.min(claimedSize(bytes) + 1, possible));
  return inflateSync(bytes, { maxOutputLength: limit, chunkSize });
}

/** The size of the variable's matrix from its first bytes, in either byte order. */
function claimedSize(bytes: Uint8Array): number {
  const head = inflateSync(bytes.subarray(0, HEAD), { finishFlush: constants.Z_SYNC_FLUSH });
  if (head.length < 8) return 0;
  if (head.readUInt32LE(0) === MATRIX) return 8 + head.readUInt32LE(4);
  return head.readUInt32BE(0) === MATRIX ? 8 + head.readUInt32BE(4) : 0;
}
