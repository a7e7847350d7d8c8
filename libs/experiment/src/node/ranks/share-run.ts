import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ownWeights } from '@turbo-hoi/checkpoints/node';
import type { Communicator } from '@turbo-hoi/core';
import { makeFolderSync, writeFileAtomicallySync } from '@turbo-hoi/files/node';
import { fromJson, toJson } from '@turbo-hoi/mpi';
import { shareTensors } from '@turbo-hoi/training';
import { restoreOptimizer } from '@turbo-hoi/training/node';
import * as tf from '@tensorflow/tfjs';
import type { Learner } from '../train/run-state';

/** Rank 0's value, on every rank. */
export async function shareValue<T>(communicator: Communicator, value: T): Promise<T> {
  if (communicator.size === 1) return value;
  return fromJson<T>(await communicator.broadcast(toJson(value ?? null))) as T;
}

/** Gives every rank the weights and the optimizer's memory of rank 0. */
export async function shareLearner(
  communicator: Communicator,
  { model, optimizer }: Learner,
): Promise<void> {
  if (communicator.size === 1) return;
  const parameters = await shareTensors(communicator, model.parameters.entries());
  const own = optimizer.state();
  const memory = await shareTensors(communicator, own);
  tf.dispose([...own.values()]);
  if (communicator.rank === 0) return;
  model.parameters.load(parameters);
  if (memory.size > 0) restoreOptimizer(optimizer, memory);
}

/** Copies the weights of the detector that rank 0's run has trained to the folder of each other rank. */
export async function shareDetector(communicator: Communicator, folder: string): Promise<void> {
  if (communicator.size === 1) return;
  const path = ownWeights(folder);
  const isFirst = communicator.rank === 0;
  const bytes = await communicator.broadcast(isFirst ? readFileSync(path) : new Uint8Array(0));
  if (isFirst) return;
  makeFolderSync(dirname(path));
  writeFileAtomicallySync(path, bytes);
}
