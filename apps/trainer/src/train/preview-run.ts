import {
  checkTrainable,
  composeExperiment,
  type ComposedExperiment,
  createRunContainer,
  type RunPlan,
  showPath,
  trainingRemarks,
} from '@turbo-hoi/experiment/node';
import { printLine } from '../terminal/print-line';
import { evaluationLine } from './evaluation-line';
import { checkQuickData } from './quick';
import type { TrainOptions } from './train-options';

/**
 * Does everything of a run that neither trains nor writes: opens plugins and data set, fills in the defaults, and prints the config or what
 * would be done.
 *
 * @throws TurboHoiError as `executeRun` does
 */
export async function previewRun(
  plan: RunPlan,
  { printConfig, quick }: TrainOptions,
): Promise<void> {
  const container = await createRunContainer(plan.plugins, plan.modules);
  const composed = await composeExperiment(container, plan.experiment, {
    warn: (line) => process.stderr.write(`${line}\n`),
  });
  try {
    checkTrainable(composed);
    const small = quick ? checkQuickData(composed.experiment, composed.dataset) : null;
    if (printConfig) printLine(JSON.stringify(composed.experiment, null, 2));
    else {
      const remarks = await trainingRemarks(composed.dataset);
      const told = small === null ? remarks : [small, ...remarks];
      for (const line of [...told, ...runLines(composed, plan)]) printLine(line);
    }
  } finally {
    composed.dispose();
  }
}

function runLines({ experiment, dataset, learner }: ComposedExperiment, plan: RunPlan): string[] {
  const { name, seed, stages, sampling, training, detector, evaluation } = experiment;
  const size = (split: 'train' | 'validation' | 'test') => dataset.split(split).size;
  const { split } = evaluation;
  const evaluated = Math.min(size(split), evaluation.images ?? Infinity);
  const own = learner ? ', trained in the run unless it is kept from an earlier one' : '';
  const where = showPath(plan.files.folder);
  return [
    `${name}: ${stages.length} stages, ${training.steps} steps of ${sampling.images} images, seed ${seed}`,
    `data: ${experiment.dataset.kind}, ${size('train')} images to train on, ${size('validation')} for validation, ${size('test')} to test on`,
    `detector: ${detector.kind}${own}`,
    `evaluation: ${evaluated} images of ${split}`,
    ...[evaluationLine(experiment)].filter((line) => line !== null),
    `folder: ${where}, ${plan.resume ? 'resumed' : 'new'}`,
    'Nothing was trained or written.',
  ];
}
