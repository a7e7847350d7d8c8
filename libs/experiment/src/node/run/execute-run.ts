import type { BackendChoice, ChosenBackend } from '@turbo-hoi/backends';
import { chooseBackend } from '@turbo-hoi/backends/node';
import { type Dataset, TurboHoiError } from '@turbo-hoi/core';
import type { Experiment } from '../../config/experiment';
import { runObserver, type RunObserver } from '../../progress/run-observer';
import { type ComposedExperiment, composeExperiment } from '../compose/compose-experiment';
import { createRunContainer } from '../compose/run-container';
import { trainRun, type TrainRunOutcome } from '../train/train-run';
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
 * The request is validated before anything is written.
 *
 * @throws TurboHoiError `usage` for a data set without images to train on; as `composeExperiment`, `chooseBackend` and `trainRun` do
 */
export async function executeRun(
  plan: RunPlan,
  options: ExecutionOptions = {},
): Promise<TrainRunOutcome> {
  const { signal = new AbortController().signal, onStart, ...rest } = options;
  const observer = runObserver(rest);
  const { notify } = observer;
  const container = await createRunContainer(plan.plugins, plan.modules);
  const composed = await composeExperiment(container, plan.experiment, {
    warn: notify,
    runFolder: plan.files.folder,
  });
  try {
    checkTrainable(composed);
    const backend = await chooseBackend({
      backend: rest.backend ?? 'auto',
      setup: rest.setup ?? 'never',
      gpu: rest.gpu,
      requireGpu: rest.requireGpu,
      notify,
    });
    const { experiment, dataset } = composed;
    onStart?.({ experiment, dataset, backend });
    const { files, resume } = plan;
    return await trainRun({ composed, backend, files, resume, signal, observer });
  } finally {
    composed.dispose();
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
