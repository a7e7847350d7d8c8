import { type FileHandle, open } from 'node:fs/promises';
import { unreadable } from '@turbo-hoi/core';
import { type ByteSource, checkRange } from '../source/byte-source';
import { refusePipe } from '@turbo-hoi/formats/node';

/** Largest size of one read call; the system's limit is 2 GiB. */
const MAX_READ = 1 << 30;

/**
 * Opens a file for reading parts on demand.
 *
 * @throws TurboHoiError `io` if it cannot be read
 */
export async function openFileSource(path: string): Promise<ByteSource> {
  refusePipe(path);
  const handle = await attempt(path, () => open(path, 'r'));
  try {
    const stats = await attempt(path, () => handle.stat());
    if (!stats.isFile()) throw unreadable(path, new Error('it is not a file'));
    return fileSource(path, handle, stats.size);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function fileSource(path: string, handle: FileHandle, size: number): ByteSource {
  return {
    name: path,
    size,
    async read(offset, length) {
      checkRange(path, size, offset, length);
      // Not from Node's buffer pool: the caller owns the memory, which begins with the bytes.
      const bytes = new Uint8Array(Buffer.allocUnsafeSlow(length).buffer as ArrayBuffer);
      for (let filled = 0; filled < length;) {
        const part = Math.min(length - filled, MAX_READ);
        const { bytesRead } = await attempt(path, () =>
          handle.read(bytes, filled, part, offset + filled),
        );
        if (bytesRead === 0)
          throw unreadable(path, new Error('it became shorter while it was read'));
        filled += bytesRead;
      }
      return bytes;
    },
    close: () => handle.close(),
  };
}

async function attempt<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw unreadable(path, error);
  }
}
