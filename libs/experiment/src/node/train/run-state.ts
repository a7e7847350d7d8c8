import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { environmentWarning } from '@turbo-hoi/checkpoints';
import {
  latestCheckpoint,
  loadCheckpoint,
  removeCheckpointsAfter,
  removeLeftovers,
  type RunLock,
} from '@turbo-hoi/checkpoints/node';
import { type Communicator, type DatasetInfo, TurboHoiError } from '@turbo-hoi/core';
import type { ChosenBackend } from '@turbo-hoi/backends';
import type { ParameterStore } from '@turbo-hoi/nn';
import { type Optimizer } from '@turbo-hoi/training';
import { restoreOptimizer, saveCheckpoint } from '@turbo-hoi/training/node';
import { version_core } from '@tensorflow/tfjs';
import type { Experiment } from '../../config/experiment';
import { parseStored } from '../../config/parse-stored';
import { checkSameData } from '../run-folder/check-same-data';
import { lastingChanges } from '../config/lasting-changes';

/** The trained state, which checkpoints save and restore. */
export interface Learner {
  readonly model: { readonly parameters: ParameterStore; readonly dataset: DatasetInfo };
  readonly optimizer: Optimizer;
}

export interface RunState extends Learner {
  readonly lock: RunLock;
  readonly experiment: Experiment;
  readonly backend: ChosenBackend;
  /** The ranks that share the run; absent: a single process. */
  readonly communicator?: Communicator;
  /** Fills in the defaults of plugin fields that an earlier version lacked. */
  completed(experiment: Experiment): Experiment;
}

/**
 * Restores model and optimizer from the newest checkpoint of a run.
 *
 * @returns number of completed steps; 0 without a checkpoint
 * @throws TurboHoiError `checkpoint` if it is unreadable, of another experiment or of other data
 */
export async function restoreRun(
  { lock, experiment, backend, completed, model, optimizer, communicator }: RunState,
  notify: (line: string) => void,
): Promise<number> {
  await removeLeftovers(lock);
  const latest = await latestCheckpoint(lock.runDir);
  if (!latest) {
    notify('There is no checkpoint yet: starting at step 1.');
    return 0;
  }
  const { state, parameters, optimizer: remembered } = await loadCheckpoint(latest.path);
  checkSameData(latest.path, state, model.dataset);
  // Fields added later have their defaults.
  const trained = completed(parseStored(state.config, latest.path));
  const changes = lastingChanges(trained, experiment);
  if (changes.length > 0) {
    throw new TurboHoiError(
      'checkpoint',
      `${latest.path} belongs to another experiment: its ${changes.join(', ')} cannot change within a run. ` +
        "Resume with the experiment of the run's config.json as it was, or start a new run.",
    );
  }
  model.parameters.load(parameters);
  restoreOptimizer(optimizer, remembered);
  await removeCheckpointsAfter(lock, state.step);
  const warning = environmentWarning(state.environment, environmentOf(backend));
  if (warning) notify(warning);
  const [before, now] = [state.versions[RANKS] ?? ONE_PROCESS, ranksOf(communicator)];
  if (before !== now) {
    notify(
      `Resumed by ${now}, before by ${before}: a step has the same ${experiment.sampling.accumulate} micro-steps, whose sum is rounded differently.`,
    );
  }
  return state.step;
}

/** Writes a checkpoint and removes the oldest ones. */
export async function saveRun(
  { lock, experiment, backend, model, optimizer, communicator }: RunState,
  step: number,
): Promise<void> {
  await saveCheckpoint(
    lock.runDir,
    {
      parameters: model.parameters.entries(),
      optimizer,
      info: {
        step,
        seed: experiment.seed,
        environment: environmentOf(backend),
        versions: {
          'turbo-hoi': ownVersion(),
          '@tensorflow/tfjs': version_core,
          node: process.version,
          ...(communicator && communicator.size > 1 && { [RANKS]: ranksOf(communicator) }),
        },
        config: experiment,
        dataset: model.dataset,
      },
    },
    { keep: experiment.training.keepCheckpoints },
  );
}

/** Who trained, among the versions of a checkpoint; absent: a single process. */
const RANKS = 'mpi';
const ONE_PROCESS = 'one process';

function ranksOf(communicator?: Communicator): string {
  if (!communicator || communicator.size === 1) return ONE_PROCESS;
  return `${communicator.size} ranks of ${communicator.library}`;
}

function environmentOf({ name, version }: ChosenBackend) {
  return { backend: name, version, cores: availableParallelism() };
}

/** The version of this package. */
export function ownVersion(): string {
  const path = join(__dirname, '../../../package.json');
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}
