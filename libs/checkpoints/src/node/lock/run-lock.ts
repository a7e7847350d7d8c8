import { join } from 'node:path';
import { ioError, TurboHoiError } from '@turbo-hoi/core';
import {
  type Claim,
  claimFile,
  makeFolderSync,
  type ProcessIdentity,
  thisProcess,
} from '@turbo-hoi/files/node';

/** Ownership of a run folder. */
export interface RunLock {
  readonly runDir: string;
  /** Releases the folder; also happens when the process exits. */
  release(): void;
}

/**
 * Makes this process the owner of a run folder, by a file `run.lock` whose first line is its pid.
 *
 * The lock of a dead process is taken over. Creates the folder if it does not exist.
 *
 * @throws TurboHoiError `busy` if a living process owns the folder
 */
export function lockRun(runDir: string): RunLock {
  const path = join(runDir, 'run.lock');
  const claim = tryLock(runDir, path);
  if ('owner' in claim) throw busy(claim.owner, path, runDir);
  return { runDir, release: claim.release };
}

function tryLock(runDir: string, path: string): Claim {
  try {
    makeFolderSync(runDir);
    return claimFile(path);
  } catch (error) {
    if (error instanceof TurboHoiError) throw error;
    throw ioError('lock the run folder with', path, error);
  }
}

function busy({ pid, host }: ProcessIdentity, path: string, runDir: string): TurboHoiError {
  const where = host !== null && host !== thisProcess().host ? ` on host ${host}` : '';
  const next = where
    ? `This host cannot check if it is still running; delete ${path} if it is not.`
    : 'Wait for it, stop it, or choose another run folder.';
  return new TurboHoiError('busy', `${runDir} is in use by process ${pid}${where}. ${next}`);
}
