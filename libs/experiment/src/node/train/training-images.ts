import type { Sample } from '@turbo-hoi/core';
import { resizeRule, shuffledIndices } from '@turbo-hoi/datasets';
import { ALONE, microStepsOf, type Shard } from '@turbo-hoi/training';
import type { ComposedExperiment } from '../compose/compose-experiment';

/**
 * Reads images of the training split, resized as the experiment's input.
 *
 * @param pixels `none`: nothing reads them, and samples have a size alone
 */
export function trainingImages(
  { experiment, dataset, resize }: Pick<ComposedExperiment, 'experiment' | 'dataset' | 'resize'>,
  pixels: 'read' | 'none' = 'read',
): (index: number) => Promise<Sample> {
  const split = dataset.split('train');
  if (pixels === 'none') {
    return async (index) => {
      const annotations = await split.annotations(index);
      const { width, height } = annotations;
      const sample = { ...annotations, image: { data: new Uint8Array(0), width, height } };
      return resize ? resize(sample) : sample;
    };
  }
  const shown = experiment.input ? resizeRule(experiment.input) : undefined;
  return async (index) => {
    const read = await split.sample(index, shown);
    return resize ? resize(read) : read;
  };
}

/** The parts of an experiment that the order of its images depends on. */
export type OrderedExperiment = Pick<ComposedExperiment, 'experiment' | 'dataset' | 'rng'>;

/** An image of a step. */
export interface StepImage {
  /** Position in the step, counted over all workers. */
  readonly place: number;
  /** Index into the training split. */
  readonly index: number;
}

/**
 * The images of a step, counted from 1, that a worker prepares: those of its own micro-steps.
 *
 * @throws TurboHoiError `config` if micro-steps do not divide among the workers
 */
export function trainingOrder(
  { experiment, dataset, rng }: OrderedExperiment,
  shard: Shard = ALONE,
): (step: number) => StepImage[] {
  const { size } = dataset.split('train');
  const { images, accumulate } = experiment.sampling;
  const { first, count, total } = microStepsOf(accumulate, shard);
  const [from, to] = [first, first + count].map((microStep) => (microStep * images) / total);
  const order = rng.fork('order');
  return (step) =>
    shuffledIndices(size, images, step - 1, order)
      .map((index, place) => ({ place, index }))
      .slice(from, to);
}

/** The images that any step of the experiment uses, ascending. */
export function neededImages({ experiment, dataset, rng }: OrderedExperiment): number[] {
  const { size } = dataset.split('train');
  const { training, sampling } = experiment;
  // Within the first epoch, the steps together are one large step.
  const used = Math.min(size, training.steps * sampling.images);
  return shuffledIndices(size, used, 0, rng.fork('order')).sort((a, b) => a - b);
}
