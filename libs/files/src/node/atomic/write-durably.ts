import { open } from 'node:fs/promises';
import { isErrno } from '@turbo-hoi/core';
import { type Pieces, inBlocks } from './in-blocks';

/** A file's content, whole or in pieces; a piece may be overwritten after the next one is requested. */
export type FileContent = Uint8Array | string | Pieces;

/**
 * Writes a new file and syncs it to disk; for files in a folder that is written atomically.
 *
 * @throws the error of the system (`EEXIST` for an existing file) or of the iterable
 */
export async function writeDurably(path: string, content: FileContent): Promise<void> {
  const isWhole = typeof content === 'string' || content instanceof Uint8Array;
  const file = await open(path, 'wx');
  try {
    for await (const block of isWhole ? [content] : inBlocks(content)) await file.writeFile(block);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Syncs a folder's list of files to disk; does nothing where folders cannot be synced. */
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
