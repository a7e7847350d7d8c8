import type { CheckpointInfo } from '@turbo-hoi/checkpoints';
import { type StoredTensor, writeCheckpoint } from '@turbo-hoi/checkpoints/node';
import type { Tensor } from '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs';
import type { Optimizer } from '../optimizers/optimizer';

/** What a checkpoint keeps of a run. */
export interface CheckpointSource {
  /** All parameters, also those that are not learnt. */
  readonly parameters: ReadonlyMap<string, Tensor>;
  readonly optimizer: Optimizer;
  readonly info: CheckpointInfo;
}

/** `writeCheckpoint` of tensors in the backend and an optimizer; one tensor at a time is in memory outside of the backend. */
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
