import { isErrno, TurboHoiError, unwritable } from '@turbo-hoi/core';
import { writeFolderAtomically } from '@turbo-hoi/files/node';
import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';

/**
 * Fills a folder under a temporary name and renames it when complete.
 *
 * @throws TurboHoiError `io` if `directory` is not empty, not a folder or cannot be written; nothing is left behind
 */
export async function writeNewFolder(
  directory: string,
  fill: (temporary: string) => Promise<void>,
): Promise<void> {
  const target = resolve(directory);
  try {
    await refuseContent(target);
    await writeFolderAtomically(target, fill);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw unwritable(target, error);
  }
}

async function refuseContent(target: string): Promise<void> {
  const entries = await readdir(target).catch((error) => {
    if (isErrno(error, 'ENOENT')) return [];
    throw error;
  });
  if (entries.length === 0) return;
  throw new TurboHoiError(
    'io',
    `${target}: is not empty (${entries.length} entries); use a new or an empty folder.`,
  );
}
