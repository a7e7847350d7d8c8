import { unreadable } from '@turbo-hoi/core';
import { writeToCache } from '@turbo-hoi/files/node';
import { createHash } from 'node:crypto';
import { createReadStream, type BigIntStats } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file that changed within this time may change again with the same time stamp. */
const SETTLED_MS = 2000;

/**
 * SHA-256 of a file's content, cached in `folder` by path, size, time and inode, so that a large file
 * is read once.
 *
 * @throws TurboHoiError `io` for a file that is missing or unreadable
 */
export async function contentHash(
  path: string,
  folder: string,
  onProgress?: (done: number, total: number) => void,
): Promise<string> {
  const identity = await identityOf(path);
  const note = join(folder, `${hashText(identity.path)}.json`);
  const remembered = await readFile(note, 'utf8').then(parseNote, () => null);
  if (remembered?.mark === identity.mark) return remembered.sha256;
  const sha256 = await hashFile(path, (done) => onProgress?.(done, identity.size));
  if (identity.settled) {
    const text = JSON.stringify({ path: identity.path, mark: identity.mark, sha256 });
    // Without the cached hash, the file is read again next time.
    await writeToCache(note, text).catch(() => undefined);
  }
  return sha256;
}

/** Path and a mark of size, time and inode that changes with the file. @throws TurboHoiError `io` for a missing file */
export async function fileMark(path: string): Promise<string> {
  return (await identityOf(path)).mark;
}

async function identityOf(path: string) {
  try {
    const stats: BigIntStats = await stat(path, { bigint: true });
    const { size, mtimeNs, ino, mtimeMs } = stats;
    const settled = Date.now() - Number(mtimeMs) > SETTLED_MS;
    const mark = [size, mtimeNs, ino].join('-');
    return { path: await realpath(path), mark, settled, size: Number(size) };
  } catch (error) {
    throw unreadable(path, error);
  }
}

async function hashFile(path: string, onProgress: (done: number) => void): Promise<string> {
  const hash = createHash('sha256');
  let done = 0;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 })) {
      hash.update(chunk as Buffer);
      onProgress((done += (chunk as Buffer).length));
    }
  } catch (error) {
    throw unreadable(path, error);
  }
  return hash.digest('hex');
}

function parseNote(text: string): { mark: string; sha256: string } | null {
  try {
    return JSON.parse(text) as { mark: string; sha256: string };
  } catch {
    return null;
  }
}

const hashText = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);
