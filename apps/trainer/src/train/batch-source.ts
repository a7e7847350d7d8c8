import { augment, buildBatch, shuffledIndices, type TrainingBatch } from '@turbo-hoi/datasets';
import type { ComposedExperiment } from '../compose/compose-experiment';

/** The batch of a step, counted from 1; the same for every call with that step. */
export type BatchSource = (step: number) => Promise<TrainingBatch>;

/** Samples, varies and proposes for each step, with randomness that depends on the step alone. */
export function batchSource(
  { experiment, dataset, detector, rng }: ComposedExperiment,
  heatmapSide: number,
): BatchSource {
  const { sampling, augment: variation } = experiment;
  const split = dataset.split('train');
  const order = rng.fork('order');
  return async (step) => {
    const stepRng = rng.fork('batch', step);
    const indices = shuffledIndices(split.size, sampling.images, step - 1, order);
    const samples = await Promise.all(
      indices.map(async (index, i) => {
        const sample = await split.sample(index);
        return variation
          ? augment(sample, variation, dataset.info, stepRng.fork('augment', i))
          : sample;
      }),
    );
    const proposals = await Promise.all(
      samples.map((sample, i) => detector.propose(sample, stepRng.fork('propose', i))),
    );
    const sizes = { people: sampling.people, proposals: sampling.proposals, heatmapSide };
    return buildBatch(samples, proposals, dataset.info, sizes, stepRng.fork('targets'));
  };
}
