import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { TurboHoiError } from '@turbo-hoi/core';
import { decodeSafetensors } from '@turbo-hoi/weights';
import type { TensorValue } from '../tensors/tensor-values';
import { isErrno } from '@turbo-hoi/core';
import { MODEL_FILE, OPTIMIZER_FILE, STATE_FILE } from './checkpoint-folders';
import { type CheckpointState, checkpointStateSchema, READABLE_FORMATS } from './checkpoint-state';
import { configHash, sha256 } from './config-hash';

/** A trained model in memory. */
export interface TrainedParameters {
  readonly path: string;
  /** By name; `ParameterStore.load` takes them. */
  readonly parameters: Map<string, TensorValue>;
  readonly state: CheckpointState;
}

/** A checkpoint in memory. */
export interface Checkpoint extends TrainedParameters {
  /** By `<slot>.<parameter name>`; `restoreOptimizer` takes them. */
  readonly optimizer: Map<string, TensorValue>;
}

/**
 * Reads a checkpoint folder such as `<run>/checkpoints/step-000600` and checks every byte of it.
 *
 * @throws TurboHoiError `checkpoint` if the folder or a file is missing, damaged, of another version or not ours
 */
export async function loadCheckpoint(path: string): Promise<Checkpoint> {
  const trained = await loadParameters(path);
  return { ...trained, optimizer: await readValues(path, OPTIMIZER_FILE, trained.state) };
}

/**
 * The same for who does not go on training: the optimizer's memory, larger than the model, is left alone.
 *
 * @throws TurboHoiError `checkpoint` as above
 */
export async function loadParameters(path: string): Promise<TrainedParameters> {
  const state = await readState(path);
  return { path, parameters: await readValues(path, MODEL_FILE, state), state };
}

async function readState(path: string): Promise<CheckpointState> {
  if (!(await isFolder(path))) {
    throw unreadable(path, 'there is no such folder', 'Name a folder like checkpoints/step-000600');
  }
  const text = new TextDecoder().decode(await readPart(path, STATE_FILE));
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw unreadable(path, `${STATE_FILE} is not JSON`, undefined, error);
  }
  const format = (json as { format?: unknown } | null)?.format;
  if (!READABLE_FORMATS.some((readable) => readable === format)) {
    throw unreadable(
      path,
      `${STATE_FILE} has format ${JSON.stringify(format)}, expected ${READABLE_FORMATS.join(' or ')}`,
      'Read it with the version of turbo-hoi that wrote it',
    );
  }
  const parsed = checkpointStateSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw unreadable(path, `${STATE_FILE}: ${issue.path.join('.') || 'content'}: ${issue.message}`);
  }
  if (configHash(parsed.data.config) !== parsed.data.configHash) {
    throw unreadable(path, `the config in ${STATE_FILE} was changed after it was written`);
  }
  return parsed.data;
}

async function readValues(
  path: string,
  name: string,
  { files }: CheckpointState,
): Promise<Map<string, TensorValue>> {
  const bytes = await readPart(path, name);
  const expected = files[name];
  if (!expected) throw unreadable(path, `${STATE_FILE} does not list ${name}`);
  if (bytes.length !== expected.bytes) {
    throw unreadable(path, `${name} has ${bytes.length} bytes, expected ${expected.bytes}`);
  }
  if (sha256(bytes) !== expected.sha256) {
    throw unreadable(path, `${name} does not have the content that was written`);
  }
  return new Map(
    [...decode(path, name, bytes)].map(([key, { dtype, shape, data }]) => {
      if (dtype === 'F32' && data instanceof Float32Array) return [key, { shape, data }];
      throw unreadable(path, `${key} in ${name} is ${dtype}, expected F32`);
    }),
  );
}

function decode(path: string, name: string, bytes: Uint8Array) {
  try {
    return decodeSafetensors(bytes).tensors;
  } catch (error) {
    throw unreadable(path, `${name}: ${(error as Error).message}`, undefined, error);
  }
}

async function readPart(path: string, name: string): Promise<Uint8Array> {
  try {
    return await readFile(join(path, name));
  } catch (error) {
    const what = isErrno(error, 'ENOENT') ? 'is missing' : `cannot be read`;
    throw unreadable(path, `${name} ${what} (${(error as Error).message})`, undefined, error);
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
}

function unreadable(path: string, what: string, next?: string, cause?: unknown): TurboHoiError {
  const advice = next ?? 'Take another checkpoint of the run, or start a new run';
  return new TurboHoiError('checkpoint', `Cannot use the checkpoint ${path}: ${what}. ${advice}.`, {
    cause,
  });
}
