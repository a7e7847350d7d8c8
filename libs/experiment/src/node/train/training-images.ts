import type { Sample } from '@turbo-hoi/core';
import { resizeRule, shuffledIndices } from '@turbo-hoi/datasets';
import type { ComposedExperiment } from '../compose/compose-experiment';

/** Reads images of the training split, resized as the experiment's input. */
export function trainingImages({
  experiment,
  dataset,
  resize,
}: Pick<ComposedExperiment, 'experiment' | 'dataset' | 'resize'>): (
  index: number,
) => Promise<Sample> {
  const split = dataset.split('train');
  const shown = experiment.input ? resizeRule(experiment.input) : undefined;
  return async (index) => {
    const read = await split.sample(index, shown);
    return resize ? resize(read) : read;
  };
}

/** The images of a step, counted from 1, as indices into the training split. */
export function trainingOrder({
  experiment,
  dataset,
  rng,
}: Pick<ComposedExperiment, 'experiment' | 'dataset' | 'rng'>): (step: number) => number[] {
  const { size } = dataset.split('train');
  const order = rng.fork('order');
  return (step) => shuffledIndices(size, experiment.sampling.images, step - 1, order);
}
