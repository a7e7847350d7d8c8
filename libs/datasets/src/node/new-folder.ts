import { TurboHoiError } from '@turbo-hoi/core';
import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * Fills a folder under a temporary name and gives it its own when it is complete.
 *
 * @throws TurboHoiError `io` if `directory` is not empty, not a folder or cannot be written; nothing is left behind
 */
export async function writeNewFolder(
  directory: string,
  fill: (temporary: string) => Promise<void>,
): Promise<void> {
  const target = resolve(directory);
  await refuseContent(target);
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.partial`);
  await mkdir(temporary, { recursive: true });
  try {
    await fill(temporary);
    // Not every system renames onto an empty folder.
    await rmdir(target).catch(ignoreMissing);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new TurboHoiError('io', `${target}: cannot be written (${message}).`, { cause: error });
  }
}

async function refuseContent(target: string): Promise<void> {
  const entries = await readdir(target).catch(ignoreMissing);
  if (!entries || entries.length === 0) return;
  throw new TurboHoiError(
    'io',
    `${target}: is not empty (${entries.length} entries); name a new or an empty folder.`,
  );
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw new TurboHoiError('io', `${error.path ?? 'folder'}: ${error.message}`, { cause: error });
}
