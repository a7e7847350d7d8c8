import { type FileHandle, open } from 'node:fs/promises';
import { TurboHoiError, unreadable } from '@turbo-hoi/core';
import { refusePipe } from './refuse-pipe';

const GIGABYTE = 1024 ** 3;
/** The limit of 32-bit offsets; Node's `readFile` has a limit of 2 GiB. */
const LIMIT = 4 * GIGABYTE - 1;

/**
 * Reads the bytes of a file into memory of exactly their size.
 *
 * @throws TurboHoiError `io` if it cannot be read, `data` for more than 4 GiB
 */
export async function readWholeFile(path: string): Promise<Uint8Array> {
  refusePipe(path);
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, 'r');
    return await readAll(handle, path);
  } catch (error) {
    if (error instanceof TurboHoiError) throw error;
    throw unreadable(path, error);
  } finally {
    await handle?.close();
  }
}

async function readAll(handle: FileHandle, path: string): Promise<Uint8Array> {
  const { size } = await handle.stat();
  if (size > LIMIT) {
    throw new TurboHoiError(
      'data',
      `${path}: ${(size / GIGABYTE).toFixed(1)} GiB; expected at most 4 GiB. Split the file.`,
    );
  }
  const bytes = new Uint8Array(size);
  let filled = 0;
  while (filled < size) {
    const { bytesRead } = await handle.read(
      bytes,
      filled,
      Math.min(size - filled, GIGABYTE),
      filled,
    );
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled === size ? bytes : bytes.slice(0, filled);
}
