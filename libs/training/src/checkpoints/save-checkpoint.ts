import type { CheckpointInfo } from '@turbo-hoi/checkpoints';
import { type StoredTensor, writeCheckpoint } from '@turbo-hoi/checkpoints/node';
import type { Tensor } from '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs';
import type { Optimizer } from '../optimizers/optimizer';

/** The content of a checkpoint. */
export interface CheckpointSource {
  /** All parameters, frozen ones included. */
  readonly parameters: ReadonlyMap<string, Tensor>;
  readonly optimizer: Optimizer;
  readonly info: CheckpointInfo;
}

/** `writeCheckpoint` of tensors in the backend and an optimizer; only one tensor at a time is copied out of the backend. */
export async function saveCheckpoint(
  runDir: string,
  { parameters, optimizer, info }: CheckpointSource,
  options: { readonly keep?: number } = {},
): Promise<string> {
  const optimizerState = optimizer.state();
  try {
    const content = {
      parameters: stored(parameters),
      optimizer: stored(optimizerState),
      info,
    };
    return await writeCheckpoint(runDir, content, options);
  } finally {
    tf.dispose([...optimizerState.values()]);
  }
}

function stored(tensors: ReadonlyMap<string, Tensor>): Map<string, StoredTensor> {
  return new Map(
    [...tensors].map(([name, tensor]) => [
      name,
      { shape: tensor.shape, data: () => tensor.data<'float32'>() },
    ]),
  );
}
