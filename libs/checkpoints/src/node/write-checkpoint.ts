import { join } from 'node:path';
import { ioError } from '@turbo-hoi/core';
import { removeFolderAtomically, writeDurably, writeFolderAtomically } from '@turbo-hoi/files/node';
import { MODEL_FILE, OPTIMIZER_FILE, STATE_FILE } from '../layout/file-names';
import {
  CHECKPOINT_FORMAT,
  type CheckpointInfo,
  type CheckpointState,
} from '../state/checkpoint-state';
import { configHash } from '../state/config-hash';
import { latestCheckpoint, listCheckpoints } from './checkpoint-folders';
import { checkpointPath } from './run-paths';
import { type StoredTensor, writeTensors } from './write-tensors';

/** The content of a checkpoint. */
export interface CheckpointContent {
  /** All parameters, including those that are not trained. */
  readonly parameters: ReadonlyMap<string, StoredTensor>;
  /** By `<slot>.<parameter name>`. */
  readonly optimizer: ReadonlyMap<string, StoredTensor>;
  readonly info: CheckpointInfo;
}

/**
 * Writes `<run>/checkpoints/step-000600` atomically: under a temporary name, synced, renamed. One tensor at a time is in memory.
 *
 * @param keep number of checkpoints to keep; older ones are removed once the new one is complete
 * @returns the path of the checkpoint
 * @throws TurboHoiError `io` if it cannot be written; then nothing of it remains
 */
export async function writeCheckpoint(
  runDir: string,
  content: CheckpointContent,
  { keep = 3 }: { readonly keep?: number } = {},
): Promise<string> {
  const path = checkpointPath(runDir, content.info.step);
  try {
    await writeFolderAtomically(path, (draft) => writeFiles(draft, content), { replace: true });
  } catch (error) {
    const last = await latestCheckpoint(runDir).catch(() => null);
    throw ioError('write the checkpoint', path, error, last ? `${last.path} is complete.` : '');
  }
  await removeOldest(runDir, path, Math.max(1, keep));
  return path;
}

async function writeFiles(
  folder: string,
  { parameters, optimizer, info }: CheckpointContent,
): Promise<void> {
  const state: CheckpointState = {
    format: CHECKPOINT_FORMAT,
    ...info,
    config: { ...info.config },
    samplerPosition: info.step,
    configHash: configHash(info.config),
    files: {
      [MODEL_FILE]: await writeTensors(join(folder, MODEL_FILE), parameters),
      [OPTIMIZER_FILE]: await writeTensors(join(folder, OPTIMIZER_FILE), optimizer),
    },
  };
  await writeDurably(join(folder, STATE_FILE), `${JSON.stringify(state, null, 2)}\n`);
}

async function removeOldest(runDir: string, written: string, keep: number): Promise<void> {
  const others = (await listCheckpoints(runDir)).filter(({ path }) => path !== written);
  for (const { path } of others.slice(0, Math.max(0, others.length - keep + 1))) {
    await removeFolderAtomically(path).catch((error) => {
      throw ioError('remove the old checkpoint', path, error);
    });
  }
}
