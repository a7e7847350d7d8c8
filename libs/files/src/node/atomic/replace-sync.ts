import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { isErrno } from '@turbo-hoi/core';
import { temporaryPath } from './temporary-path';

/** Has a temporary file written and synced, and puts it in the place of another. */
export function replaceSync(path: string, write: (temporary: string) => void): void {
  const temporary = temporaryPath(path);
  try {
    write(temporary);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncSync(dirname(path));
}

/** Waits until the disk has a file or folder, where the system lets one that is open for reading be synced. */
export function syncSync(path: string): void {
  try {
    const handle = openSync(path, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if (!isErrno(error, 'EPERM', 'EISDIR', 'EINVAL', 'EACCES')) throw error;
  }
}
