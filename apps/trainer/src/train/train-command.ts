import { chooseBackend } from '@turbo-hoi/backends/node';
import type { BackendChoice } from '@turbo-hoi/backends';
import { TurboHoiError } from '@turbo-hoi/core';
import type { TrainOptions } from '../cli/train.command';
import { INTERRUPTED } from '../cli/interrupt';
import { type ComposedExperiment, composeExperiment } from '../compose/compose-experiment';
import { createRunContainer } from '../compose/run-container';
import { say } from '../cli/say';
import { showPath } from '../cli/show-path';
import { boxLine, formatStageTable } from '../evaluate/stage-table';
import { resumeCommand } from './resume-command';
import { planRun, type RunPlan } from './run-plan';
import { trainRun } from './train-run';

/** The command `train`: everything that can be wrong with the request is told before anything is written. */
export async function trainCommand(options: TrainOptions): Promise<void> {
  const plan = await planRun(options, process.cwd());
  const container = await createRunContainer(plan.plugins);
  const composed = await composeExperiment(container, plan.experiment, {
    warn: say,
    runFolder: plan.files.folder,
  });
  try {
    checkTrainable(composed);
    await trainComposed(plan, composed, options);
  } finally {
    composed.dispose();
  }
}

async function trainComposed(
  plan: RunPlan,
  composed: ComposedExperiment,
  options: TrainOptions,
): Promise<void> {
  const backend = await chooseBackend({
    backend: options.backend as BackendChoice,
    setup: options.setup ? 'auto' : 'never',
    gpu: options.gpu,
    requireGpu: options.requireGpu,
    notify: say,
  });
  const folder = showPath(plan.files.folder);
  const { name, dataset } = composed.experiment;
  say(`${name} on ${backend.name} (${backend.device}), ${dataset.kind} data, ${folder}`);

  const outcome = await trainRun({ plan, composed, backend, say });
  if (outcome.result === null) {
    say(`Stopped after step ${outcome.step}. Go on with:`);
    say(`  ${resumeCommand(folder, options)}`);
    process.exitCode = INTERRUPTED;
    return;
  }
  const { initial, stages, chance } = outcome.result;
  say(`\n${formatStageTable({ stages: [initial, ...stages], chance })}\n`);
  say(boxLine(outcome.result));
  say(`Report: ${showPath(plan.files.report)}`);
}

function checkTrainable({ dataset, experiment }: ComposedExperiment): void {
  if (dataset.split('train').size > 0) return;
  throw new TurboHoiError(
    'usage',
    `dataset: "${experiment.dataset.kind}" has no images to train on here; name another data set or folder.`,
  );
}
