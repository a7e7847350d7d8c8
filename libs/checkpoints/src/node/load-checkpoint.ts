import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isErrno, type ParameterValue } from '@turbo-hoi/core';
import { decodeTensors, type TrainedParameters } from '../decode-checkpoint';
import { MODEL_FILE, OPTIMIZER_FILE, STATE_FILE } from '../layout/file-names';
import type { CheckpointState } from '../state/checkpoint-state';
import { parseCheckpointState } from '../state/parse-checkpoint-state';
import { unusable } from '../unusable';

/** A checkpoint in memory. */
export interface Checkpoint extends TrainedParameters {
  /** By `<slot>.<parameter name>`, for `restoreOptimizer`. */
  readonly optimizer: Map<string, ParameterValue>;
}

/**
 * Reads a checkpoint folder such as `<run>/checkpoints/step-000600` and checks every byte of it.
 *
 * @throws TurboHoiError `checkpoint` if the folder or a file is missing, damaged, of another version or not turbo-hoi's
 */
export async function loadCheckpoint(path: string): Promise<Checkpoint> {
  const trained = await loadParameters(path);
  return { ...trained, optimizer: await readTensors(path, OPTIMIZER_FILE, trained.state) };
}

/**
 * Reads a checkpoint without the optimizer's state, which is larger than the model and only needed for training.
 *
 * @throws TurboHoiError `checkpoint` as above
 */
export async function loadParameters(path: string): Promise<TrainedParameters> {
  const state = await readState(path);
  return { parameters: await readTensors(path, MODEL_FILE, state), state };
}

async function readState(path: string): Promise<CheckpointState> {
  if (!(await isFolder(path))) {
    const next = 'Use a folder such as checkpoints/step-000600';
    throw unusable(path, 'there is no such folder', { next });
  }
  const text = new TextDecoder().decode(await readPart(path, STATE_FILE));
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw unusable(path, `${STATE_FILE} is not JSON`, { cause });
  }
  return parseCheckpointState(json, path);
}

async function readTensors(path: string, name: string, state: CheckpointState) {
  return decodeTensors(name, await readPart(path, name), state, path, nativeSha256);
}

async function readPart(path: string, name: string): Promise<Uint8Array> {
  try {
    return await readFile(join(path, name));
  } catch (cause) {
    const what = isErrno(cause, 'ENOENT') ? 'is missing' : 'cannot be read';
    throw unusable(path, `${name} ${what} (${(cause as Error).message})`, { cause });
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
}

// Several times as fast as the implementation for browsers.
function nativeSha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
