import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { TurboHoiError } from '@turbo-hoi/core';
import { STATE_FILE } from '../layout/file-names';
import { latestCheckpoint } from './checkpoint-folders';
import { checkpointsPath } from './run-paths';

/** A checkpoint, and the run folder that its config's paths are relative to. */
export interface LocatedCheckpoint {
  readonly path: string;
  /** For a checkpoint copied without its run, the checkpoint folder. */
  readonly runFolder: string;
}

/**
 * Finds the checkpoint of a path: the path itself, or the newest checkpoint of a run folder.
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
    `${path} ${what}; expected a run folder of train, or one of its checkpoints/step-… folders.`,
  );
}
