import { lockRun, type RunLock } from '@turbo-hoi/checkpoints/node';
import { checkNewRunFolder, type RunFiles } from './run-folder';

/**
 * Makes this process the owner of a run folder, creating it for a new run.
 *
 * @throws TurboHoiError `busy` if a living process owns it, `usage` if a new run's folder is not empty
 */
export function claimRunFolder({ folder }: RunFiles, resume: boolean): RunLock {
  const lock = lockRun(folder);
  try {
    // Another process may have claimed the folder since the check.
    if (!resume) checkNewRunFolder(folder);
  } catch (error) {
    lock.release();
    throw error;
  }
  return lock;
}
