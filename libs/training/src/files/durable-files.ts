import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isErrno } from './io-error';

/** Writes a new file, at once or in pieces, and waits until the disk has it. */
export async function writeDurably(
  path: string,
  content: Uint8Array | string | AsyncIterable<Uint8Array>,
): Promise<void> {
  const whole = typeof content === 'string' || content instanceof Uint8Array;
  const pieces = whole ? [content] : content;
  const file = await open(path, 'wx');
  try {
    for await (const piece of pieces) await file.writeFile(piece);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Waits until the disk knows which files a folder has; a no-op where folders cannot be synced. */
export async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch (error) {
    if (!isErrno(error, 'EPERM', 'EISDIR', 'EINVAL', 'EACCES')) throw error;
  }
}

/** Replaces a file at once: whoever reads it sees the old or the new content. */
export async function replaceFile(path: string, content: Uint8Array | string): Promise<void> {
  const temporary = `${path}.tmp-${process.pid}`;
  await rm(temporary, { force: true });
  try {
    await writeDurably(temporary, content);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}
