import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ioError, isErrno } from '@turbo-hoi/core';
import {
  removeFolderAtomically,
  removeLeftovers as removeTemporaries,
} from '@turbo-hoi/files/node';
import type { RunLock } from './lock/run-lock';
import { checkpointsPath } from './run-paths';

/** A complete checkpoint of a run. */
export interface CheckpointFolder {
  readonly step: number;
  readonly path: string;
}

/** The complete checkpoints of a run, oldest first; none if the folder does not exist. */
export async function listCheckpoints(runDir: string): Promise<CheckpointFolder[]> {
  return (await names(runDir))
    .flatMap((name) => {
      const match = /^step-(\d{6,})$/.exec(name);
      return match ? [{ step: Number(match[1]), path: join(checkpointsPath(runDir), name) }] : [];
    })
    .sort((a, b) => a.step - b.step);
}

/** The checkpoint with the most steps; null if there is none. Incomplete checkpoints are ignored. */
export async function latestCheckpoint(runDir: string): Promise<CheckpointFolder | null> {
  return (await listCheckpoints(runDir)).at(-1) ?? null;
}

/** Removes incomplete checkpoints of interrupted writes; only for the owner of the run. */
export async function removeLeftovers({ runDir }: RunLock): Promise<void> {
  for (const folder of [runDir, checkpointsPath(runDir)])
    await removeTemporaries(folder, { exclusive: true });
}

/**
 * Removes the checkpoints of more steps than `step`; only for the owner of the run.
 *
 * Called when a run is resumed at an older checkpoint; otherwise a later resume would continue from the discarded newer ones.
 */
export async function removeCheckpointsAfter({ runDir }: RunLock, step: number): Promise<void> {
  for (const checkpoint of await listCheckpoints(runDir)) {
    if (checkpoint.step > step) await removeFolderAtomically(checkpoint.path);
  }
}

async function names(runDir: string): Promise<string[]> {
  try {
    return await readdir(checkpointsPath(runDir));
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return [];
    throw ioError('list the checkpoints in', checkpointsPath(runDir), error);
  }
}
