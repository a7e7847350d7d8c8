import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tensor } from '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs';
import { syncFolder, writeDurably } from '../files/durable-files';
import { ioError, isErrno } from '../files/io-error';
import type { Optimizer } from '../optimizers/optimizer';
import {
  MODEL_FILE,
  OPTIMIZER_FILE,
  STATE_FILE,
  checkpointName,
  checkpointsPath,
  latestCheckpoint,
  listCheckpoints,
  removeCheckpoint,
  temporaryPath,
} from './checkpoint-folders';
import { CHECKPOINT_FORMAT, type CheckpointInfo, type CheckpointState } from './checkpoint-state';
import { configHash } from './config-hash';
import { writeTensors } from './write-tensors';

/** What a checkpoint keeps. */
export interface CheckpointSource {
  /** All parameters, also those that are not learnt. */
  readonly parameters: ReadonlyMap<string, Tensor>;
  readonly optimizer: Optimizer;
  readonly info: CheckpointInfo;
}

/**
 * Writes `<run>/checkpoints/step-000600` at once: under a temporary name, synced, renamed. One tensor at a time is in memory
 * outside of the backend.
 *
 * @param keep how many checkpoints stay; older ones go once the new one is complete
 * @returns the path of the checkpoint
 * @throws TurboHoiError `io` if it cannot be written; then nothing of it stays
 */
export async function saveCheckpoint(
  runDir: string,
  source: CheckpointSource,
  { keep = 3 }: { readonly keep?: number } = {},
): Promise<string> {
  const path = join(checkpointsPath(runDir), checkpointName(source.info.step));
  const temporary = temporaryPath(runDir);
  try {
    await mkdir(temporary, { recursive: true });
    await writeFiles(temporary, source);
    await syncFolder(temporary);
    await moveTo(runDir, temporary, path);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined);
    const last = await latestCheckpoint(runDir).catch(() => null);
    throw ioError('write the checkpoint', path, error, last ? `${last.path} is complete.` : '');
  }
  await removeOldest(runDir, path, Math.max(1, keep));
  return path;
}

async function writeFiles(
  folder: string,
  { parameters, optimizer, info }: CheckpointSource,
): Promise<void> {
  const optimizerState = optimizer.state();
  try {
    const state: CheckpointState = {
      format: CHECKPOINT_FORMAT,
      ...info,
      samplerPosition: info.step,
      configHash: configHash(info.config),
      files: {
        [MODEL_FILE]: await writeTensors(join(folder, MODEL_FILE), parameters),
        [OPTIMIZER_FILE]: await writeTensors(join(folder, OPTIMIZER_FILE), optimizerState),
      },
    };
    await writeDurably(join(folder, STATE_FILE), `${JSON.stringify(state, null, 2)}\n`);
  } finally {
    tf.dispose([...optimizerState.values()]);
  }
}

async function moveTo(runDir: string, temporary: string, path: string): Promise<void> {
  try {
    await rename(temporary, path);
  } catch (error) {
    // A folder with files cannot be renamed over another one.
    if (!isErrno(error, 'ENOTEMPTY', 'EEXIST', 'EPERM')) throw error;
    await removeCheckpoint(runDir, path);
    await rename(temporary, path);
  }
  await syncFolder(checkpointsPath(runDir));
  // The first checkpoint made the folder itself.
  await syncFolder(runDir);
}

async function removeOldest(runDir: string, written: string, keep: number): Promise<void> {
  const others = (await listCheckpoints(runDir)).filter(({ path }) => path !== written);
  for (const { path } of others.slice(0, Math.max(0, others.length - keep + 1))) {
    await removeCheckpoint(runDir, path).catch((error) => {
      throw ioError('remove the old checkpoint', path, error);
    });
  }
}
