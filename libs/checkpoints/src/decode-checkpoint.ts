import type { ParameterValue } from '@turbo-hoi/core';
import { decodeSafetensors } from '@turbo-hoi/weights';
import { MODEL_FILE, STATE_FILE } from './layout/file-names';
import { sha256 } from './sha256';
import type { CheckpointState } from './state/checkpoint-state';
import { parseCheckpointState } from './state/parse-checkpoint-state';
import { unusable } from './unusable';

/** A trained model in memory. */
export interface TrainedParameters {
  /** By name, for `ParameterStore.load`. */
  readonly parameters: Map<string, ParameterValue>;
  readonly state: CheckpointState;
}

/** The content of the checkpoint files that a model needs. */
export interface CheckpointFiles {
  /** The content of `state.json`, parsed. */
  readonly state: unknown;
  /** The content of `model.safetensors`. */
  readonly weights: Uint8Array;
}

/**
 * Reads a trained model from the content of its files, with the same checks as reading a folder.
 *
 * @param checkpoint its name for messages
 * @throws TurboHoiError `checkpoint` for files of another format version, damaged ones and those that are not turbo-hoi's
 */
export function decodeCheckpoint(
  { state, weights }: CheckpointFiles,
  checkpoint: string,
): TrainedParameters {
  const parsed = parseCheckpointState(state, checkpoint);
  return { parameters: decodeTensors(MODEL_FILE, weights, parsed, checkpoint), state: parsed };
}

/**
 * The tensors of a file of a checkpoint, which has to have the length and hash that the state lists.
 *
 * @param hash SHA-256 in hexadecimal digits
 */
export function decodeTensors(
  name: string,
  bytes: Uint8Array,
  { files }: CheckpointState,
  checkpoint: string,
  hash: (bytes: Uint8Array) => string = sha256,
): Map<string, ParameterValue> {
  const expected = files[name];
  if (!expected) throw unusable(checkpoint, `${STATE_FILE} does not list ${name}`);
  if (bytes.length !== expected.bytes) {
    throw unusable(checkpoint, `${name} has ${bytes.length} bytes, expected ${expected.bytes}`);
  }
  if (hash(bytes) !== expected.sha256) {
    throw unusable(checkpoint, `${name} does not have the content that was written`);
  }
  return new Map(
    [...decode(name, bytes, checkpoint)].map(([key, { dtype, shape, data }]) => {
      if (dtype === 'F32' && data instanceof Float32Array) return [key, { shape, data }];
      throw unusable(checkpoint, `${key} in ${name} is ${dtype}, expected F32`);
    }),
  );
}

function decode(name: string, bytes: Uint8Array, checkpoint: string) {
  try {
    return decodeSafetensors(bytes).tensors;
  } catch (cause) {
    throw unusable(checkpoint, `${name}: ${(cause as Error).message}`, { cause });
  }
}
