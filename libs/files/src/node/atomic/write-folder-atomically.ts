import { readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isErrno } from '@turbo-hoi/core';
import { temporaryPath } from './temporary-path';
import { syncFolder } from './write-durably';
import { makeFolder } from '../folders/make-folder';

export interface WriteFolderOptions {
  /** Replace an existing folder that has content; otherwise it is an error, `ENOTEMPTY`. */
  readonly replace?: boolean;
}

/**
 * Fills a folder under a temporary name and renames it when it is complete. Use `writeDurably` for files that must
 * survive a power failure. Missing parent folders are created.
 *
 * @throws the error of the system or of `fill`; then no temporary folder remains, and an existing folder is unchanged
 */
export async function writeFolderAtomically(
  path: string,
  fill: (draft: string) => Promise<void>,
  { replace = false }: WriteFolderOptions = {},
): Promise<void> {
  const target = resolve(path);
  const parent = dirname(target);
  const draft = temporaryPath(target);
  await makeFolder(draft);
  try {
    await fill(draft);
    await syncFolders(draft);
    await (replace ? takePlace(draft, target) : takeFreeName(draft, target));
  } catch (error) {
    await rm(draft, { recursive: true, force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(parent);
  // The parent folder itself may be new.
  await syncFolder(dirname(parent));
}

/** Renames a folder before deleting it, so that an interrupted removal leaves no incomplete folder of that name. */
export async function removeFolderAtomically(path: string): Promise<void> {
  const doomed = temporaryPath(path);
  await rename(path, doomed);
  await rm(doomed, { recursive: true, force: true });
}

async function syncFolders(path: string): Promise<void> {
  for (const entry of await readdir(path, { withFileTypes: true }))
    if (entry.isDirectory()) await syncFolders(join(path, entry.name));
  await syncFolder(path);
}

async function takeFreeName(draft: string, target: string): Promise<void> {
  // Not every system renames onto an empty folder.
  await rmdir(target).catch((error) => {
    if (!isErrno(error, 'ENOENT')) throw error;
  });
  await rename(draft, target);
}

async function takePlace(draft: string, target: string): Promise<void> {
  try {
    await rename(draft, target);
  } catch (error) {
    // A folder with files cannot be renamed over another one.
    if (!isErrno(error, 'ENOTEMPTY', 'EEXIST', 'EPERM')) throw error;
    const old = temporaryPath(target);
    await rename(target, old);
    try {
      await rename(draft, target);
    } catch (error) {
      await rename(old, target);
      throw error;
    }
    await rm(old, { recursive: true, force: true });
  }
}
