import { open } from 'node:fs/promises';
import { unreadable } from '@turbo-hoi/core';
import { refusePipe } from '@turbo-hoi/formats/node';

const HEAD_BYTES = 256;

/**
 * Whether a file starts with the first character of a JSON list or object, which no pickle and no MATLAB file does.
 *
 * @throws TurboHoiError `io`
 */
export async function startsLikeJson(path: string): Promise<boolean> {
  refusePipe(path);
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
