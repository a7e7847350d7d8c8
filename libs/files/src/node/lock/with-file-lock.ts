import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TurboHoiError } from '@turbo-hoi/core';
import { claimFile } from './claim-file';
import type { ProcessIdentity } from './process-identity';
import { makeFolder } from '../folders/make-folder';

export interface FileLockOptions {
  /** Called once with the owner if the lock is held. */
  readonly onWait?: (owner: ProcessIdentity) => void;
  readonly timeoutMs?: number;
  readonly pollMs?: number;
}

const FOREIGN_PATIENCE_MS = 30 * 60_000;

/**
 * Runs `work` while holding a lock file, whose folder is created if missing.
 *
 * @throws TurboHoiError `busy` if a living owner holds it for longer than `timeoutMs`; the error of `work`
 */
export async function withFileLock<T>(
  path: string,
  work: () => Promise<T>,
  options: FileLockOptions = {},
): Promise<T> {
  await makeFolder(dirname(path));
  const release = await acquire(path, options);
  try {
    return await work();
  } finally {
    release();
  }
}

async function acquire(path: string, options: FileLockOptions): Promise<() => void> {
  const { timeoutMs = 20 * 60_000, pollMs = 200, onWait } = options;
  const start = Date.now();
  for (let reported = false; ; await sleep(pollMs)) {
    const claim = claimFile(path, { foreignPatienceMs: FOREIGN_PATIENCE_MS });
    if ('release' in claim) return claim.release;
    if (!reported) onWait?.(claim.owner);
    reported = true;
    if (Date.now() - start > timeoutMs) throw held(path, claim.owner);
  }
}

function held(path: string, { pid, host }: ProcessIdentity): TurboHoiError {
  const where = host === null ? '' : ` on ${host}`;
  return new TurboHoiError(
    'busy',
    `${path}: held by process ${pid}${where} for too long. Wait for it, or end it and try again.`,
  );
}
