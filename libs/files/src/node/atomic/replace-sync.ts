import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { isErrno } from '@turbo-hoi/core';
import { temporaryPath } from './temporary-path';

/** Lets `write` create a temporary file, syncs it and renames it to `path`. */
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

/** Syncs a file or folder to disk, where the system can sync one that is open for reading. */
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
