import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { TurboHoiError } from '@turbo-hoi/core';
import { latestCheckpoint } from '@turbo-hoi/training/node';

/** A checkpoint to be used, and the run folder from which its config's paths count. */
export interface LocatedCheckpoint {
  readonly path: string;
  readonly runFolder: string;
}

/**
 * Finds the checkpoint that a path means: itself, or the newest of a run folder.
 *
 * @param path absolute
 * @throws TurboHoiError `usage` if there is none
 */
export async function findCheckpoint(path: string): Promise<LocatedCheckpoint> {
  if (existsSync(join(path, 'state.json'))) {
    const parent = dirname(path);
    return { path, runFolder: basename(parent) === 'checkpoints' ? dirname(parent) : path };
  }
  const latest = await latestCheckpoint(path);
  if (latest) return { path: latest.path, runFolder: path };
  const what = existsSync(path) ? 'holds no checkpoint' : 'does not exist';
  throw new TurboHoiError(
    'usage',
    `${path} ${what}; expected a run folder as train makes, or one of its checkpoints/step-… folders.`,
  );
}
