import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { TurboHoiError } from '@turbo-hoi/core';
import { STATE_FILE } from '../layout/file-names';
import { latestCheckpoint } from './checkpoint-folders';
import { checkpointsPath } from './run-paths';

/** A checkpoint to be used, and the run folder from which its config's paths count. */
export interface LocatedCheckpoint {
  readonly path: string;
  /** Of a checkpoint that was copied alone, the checkpoint's. */
  readonly runFolder: string;
}

/**
 * Finds the checkpoint that a path means: itself, or the newest of a run folder.
 *
 * @throws TurboHoiError `usage` if there is none
 */
export async function findCheckpoint(path: string): Promise<LocatedCheckpoint> {
  if (existsSync(join(path, STATE_FILE))) {
    const parent = dirname(resolve(path));
    const run = dirname(parent);
    return { path, runFolder: parent === checkpointsPath(run) ? run : path };
  }
  const latest = await latestCheckpoint(path);
  if (latest) return { path: latest.path, runFolder: path };
  const what = existsSync(path) ? 'holds no checkpoint' : 'does not exist';
  throw new TurboHoiError(
    'usage',
    `${path} ${what}; expected a run folder as train makes, or one of its checkpoints/step-… folders.`,
  );
}
