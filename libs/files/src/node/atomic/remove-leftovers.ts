import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isErrno } from '@turbo-hoi/core';
import { isDeadDraft } from '../lock/lock-draft';
import { isAlive } from '../lock/process-identity';
import { isTemporary, temporaryOwner } from './temporary-path';

/**
 * Removes the temporary files and folders of interrupted writes from a folder, which may be missing, and locks that dead processes were about
 * to set.
 *
 * @param exclusive true: no other process writes here, for example since this process owns the run, and all leftovers
 * are removed. False: only those unchanged for a day whose process is dead on this machine, since on a shared disk it
 * may live on another one
 * @throws the system's error
 */
export async function removeLeftovers(
  folder: string,
  { exclusive = false }: { readonly exclusive?: boolean } = {},
): Promise<void> {
  for (const name of await namesIn(folder)) {
    const path = join(folder, name);
    if ((exclusive ? isTemporary(name) : await isAbandoned(name, path)) || isDeadDraft(path))
      await rm(path, { recursive: true, force: true });
  }
}

const DAY_MS = 24 * 3600_000;

async function isAbandoned(name: string, path: string): Promise<boolean> {
  const pid = temporaryOwner(name);
  if (pid === undefined || isAlive({ pid, host: null, started: null })) return false;
  // Removed by another process in the meantime.
  const status = await stat(path).catch(() => undefined);
  return status !== undefined && Date.now() - status.mtimeMs > DAY_MS;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return [];
    throw error;
  }
}
