import { type Dataset, TurboHoiError } from '@turbo-hoi/core';
import type { Experiment } from '../../config/experiment';

/** Checkpoints and validations of a run that is sized to its data. */
const CHECKPOINTS = 4;
const VALIDATIONS = 5;

type Sized = Pick<Experiment, 'training' | 'evaluation' | 'fit'>;

/**
 * Sizes a run to the number of its training images, if `fit` asks for it, and evaluates it on a split that has images; the result has no `fit`,
 * so that the run's own config repeats it as it was.
 *
 * @param warn receives one line about the sizes, and one about another split
 * @throws TurboHoiError `usage` where no image is held out
 */
export function fitToData(
  { training, evaluation, fit, sampling }: Sized & Pick<Experiment, 'sampling'>,
  { split }: Pick<Dataset, 'split'>,
  warn: (line: string) => void = () => undefined,
): Sized {
  const images = split('train').size;
  // Without images to train on there is an error of its own.
  if (fit === null || images === 0) return { training, evaluation, fit };
  const passes = Math.ceil((fit.passes * images) / sampling.images);
  const steps = Math.min(training.steps, Math.max(fit.leastSteps, passes));
  const shown = heldOutSplit(evaluation.split, split, warn);
  const isValidated = split('validation').size > 0;
  const every = (parts: number) => Math.ceil(steps / parts);
  const sized = {
    ...training,
    steps,
    checkpointEvery: every(CHECKPOINTS),
    validateEvery: isValidated ? every(VALIDATIONS) : null,
  };
  const validated = isValidated ? `, a validation every ${sized.validateEvery}` : '';
  warn(
    `Sized to ${images} training images: ${steps} steps of ${sampling.images} images, ` +
      `a checkpoint every ${sized.checkpointEvery}${validated} (fit.passes=${fit.passes}; at most training.steps=${training.steps}).`,
  );
  return { training: sized, evaluation: { ...evaluation, split: shown }, fit: null };
}

function heldOutSplit(
  wanted: Experiment['evaluation']['split'],
  split: Dataset['split'],
  warn: (line: string) => void,
): Experiment['evaluation']['split'] {
  if (split(wanted).size > 0) return wanted;
  const other = wanted === 'test' ? 'validation' : 'test';
  if (split(other).size === 0) {
    throw new TurboHoiError(
      'usage',
      'dataset: all images are for training, and none is left to show what a model has learned. Give some of them the split "test", ' +
        'or leave the split of all images out where the data set is of kind "custom", which then holds every fifth back.',
    );
  }
  warn(`The ${wanted} split has no images; the model is evaluated on the ${other} split.`);
  return other;
}
