import { createHash } from 'node:crypto';
import type { ChosenBackend } from '@turbo-hoi/backends';
import type { Communicator, Dataset } from '@turbo-hoi/core';
import { agree, compareFacts, type Facts } from '@turbo-hoi/mpi';
import { version_core } from '@tensorflow/tfjs';
import { type PathStep, fieldPath } from '../../config/setting';
import type { ComposedExperiment } from '../compose/compose-experiment';
import { ownVersion } from '../train/run-state';

/** Images whose annotations stand for all of a split. */
const IMAGES = 256;

/** An experiment about to be trained or evaluated on every rank. */
export interface RankedRun {
  readonly composed: Pick<ComposedExperiment, 'experiment' | 'dataset'>;
  readonly backend: ChosenBackend;
  /** What else must be the same. */
  readonly more: Facts;
  readonly communicator: Communicator;
}

/**
 * Compares config, data, software and backend of all ranks.
 *
 * @throws SharedError `mpi` if one differs from rank 0
 */
export async function compareRanks(run: RankedRun): Promise<void> {
  if (run.communicator.size === 1) return;
  await compareFacts(run.communicator, await agree(run.communicator, () => factsOf(run)));
}

async function factsOf({ composed, backend, more }: RankedRun): Promise<Facts> {
  const { name, version, device } = backend;
  return {
    'the version of turbo-hoi': ownVersion(),
    'the version of TensorFlow.js': version_core,
    'the version of Node': process.version,
    backend: `${name} ${version} on ${device.startsWith('CPU') ? 'CPU' : 'GPU'}`,
    ...more,
    ...Object.fromEntries(fieldsOf(composed.experiment)),
    'the data set': await dataHash(composed.dataset),
  };
}

/** Every value of a config by its path. */
function fieldsOf(value: unknown, path: readonly PathStep[] = []): [string, string][] {
  if (typeof value !== 'object' || value === null)
    return [[fieldPath(path), JSON.stringify(value)]];
  return Object.entries(value).flatMap(([key, inner]) =>
    fieldsOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

/** A hash of vocabulary, sizes, and annotations of images spread over the training split. */
async function dataHash({ info, split }: Dataset): Promise<string> {
  const train = split('train');
  const hash = createHash('sha256').update(JSON.stringify([info, train.size]));
  const count = Math.min(IMAGES, train.size);
  for (let i = 0; i < count; i++) {
    const index = Math.floor((i * train.size) / count);
    hash.update(JSON.stringify(await train.annotations(index)));
  }
  return hash.digest('hex').slice(0, 16);
}
