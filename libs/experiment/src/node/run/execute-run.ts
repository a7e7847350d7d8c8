import type { BackendChoice, ChosenBackend } from '@turbo-hoi/backends';
import { chooseBackend } from '@turbo-hoi/backends/node';
import { type Dataset, TurboHoiError } from '@turbo-hoi/core';
import { agree } from '@turbo-hoi/mpi';
import { microStepsOf } from '@turbo-hoi/training';
import type { Experiment } from '../../config/experiment';
import { runObserver, type RunObserver } from '../../progress/run-observer';
import { type ComposedExperiment, composeExperiment } from '../compose/compose-experiment';
import { createRunContainer } from '../compose/run-container';
import { trainRun, type TrainRunOutcome } from '../train/train-run';
import { communicatorOf } from '../ranks/communicator-of';
import { compareRanks } from '../ranks/compare-ranks';
import { rankFolder } from '../ranks/rank-folder';
import { shardOf } from '../ranks/shard-of';
import type { RunPlan } from './run-plan';

/** Options of executing a run that do not affect its result. */
export interface ExecutionOptions extends Partial<RunObserver> {
  /** The tensor backend; `auto`: the first that can train here. Default `auto`. */
  readonly backend?: BackendChoice;
  /** `auto` may download and build the native backend, with a notice. Default `never`. */
  readonly setup?: 'auto' | 'never';
  /** Sets up the native backend for CUDA. */
  readonly gpu?: boolean;
  /** Fails rather than train without a GPU. */
  readonly requireGpu?: boolean;
  /** Stops the run: the current step is finished and a checkpoint written. */
  readonly signal?: AbortSignal;
  /** Called once before training starts. */
  readonly onStart?: (start: RunStart) => void;
}

/** A run about to start. */
export interface RunStart {
  /** The experiment with every default filled in. */
  readonly experiment: Experiment;
  readonly dataset: Dataset;
  readonly backend: ChosenBackend;
}

/**
 * Executes a plan: composes the experiment, chooses a backend, trains, evaluates and fills the run folder.
 *
 * The request is validated before anything is written. Where a module of the plan binds a `COMMUNICATOR`, its ranks train together: rank 0
 * writes and speaks, and every rank returns the outcome.
 *
 * @throws TurboHoiError `usage` for a data set without images to train on; as `composeExperiment`, `chooseBackend` and `trainRun` do
 */
export async function executeRun(
  plan: RunPlan,
  options: ExecutionOptions = {},
): Promise<TrainRunOutcome> {
  const { signal = new AbortController().signal, onStart, ...rest } = options;
  const communicator = communicatorOf(plan.modules);
  const observer = runObserver(communicator.rank === 0 ? rest : {});
  const folder = rankFolder(communicator, plan.files);
  const { files } = folder;
  let composed: ComposedExperiment | undefined;
  try {
    const backend = await agree(communicator, async () => {
      const container = await createRunContainer(plan.plugins, plan.modules);
      composed = await composeExperiment(container, plan.experiment, {
        warn: observer.notify,
        runFolder: files.folder,
      });
      checkTrainable(composed);
      microStepsOf(composed.experiment.sampling.accumulate, shardOf(communicator));
      return chooseBackend({
        backend: rest.backend ?? 'auto',
        setup: rest.setup ?? 'never',
        gpu: rest.gpu,
        requireGpu: rest.requireGpu,
        notify: observer.notify,
      });
    });
    // `agree` has done all of it.
    const run = { composed: composed!, backend, files, resume: plan.resume, communicator };
    await compareRanks({ ...run, more: { '--resume': String(plan.resume) } });
    const { experiment, dataset } = run.composed;
    onStart?.({ experiment, dataset, backend });
    return await trainRun({ ...run, signal, observer });
  } finally {
    composed?.dispose();
    folder.remove();
  }
}

/** @throws TurboHoiError `usage` for a data set without images to train on */
export function checkTrainable({ dataset, experiment }: ComposedExperiment): void {
  if (dataset.split('train').size > 0) return;
  throw new TurboHoiError(
    'usage',
    `dataset: "${experiment.dataset.kind}" has no images to train on here; name another data set or folder.`,
  );
}
