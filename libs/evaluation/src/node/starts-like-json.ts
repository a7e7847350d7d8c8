import { open } from 'node:fs/promises';
import { unreadable } from '@turbo-hoi/core';

const HEAD_BYTES = 256;

/**
 * Whether a file begins as a JSON list or object does: no pickle and no MATLAB file has such a first character.
 *
 * @throws TurboHoiError `io`
 */
export async function startsLikeJson(path: string): Promise<boolean> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      return /^\uFEFF?\s*[[{]/.test(buffer.toString('utf8', 0, bytesRead));
    } finally {
      await file.close();
    }
  } catch (error) {
    throw unreadable(path, error);
  }
}
