import {
  applyVariation,
  buildBatch,
  drawVariation,
  flipDetections,
  type TrainingBatch,
} from '@turbo-hoi/datasets';
import { ALONE, microStepsOf, type Shard } from '@turbo-hoi/training';
import type { TurboModel } from '@turbo-hoi/turbo-loop';
import type { ComposedExperiment } from '../compose/compose-experiment';
import { trainingImages, trainingOrder } from './training-images';

/** The batches of a worker's micro-steps of a step, steps counted from 1; the same for every call with that step. */
export type BatchSource = (step: number) => Promise<readonly TrainingBatch[]>;

/** How many batches are in preparation or ready: an image's decoding and resizing each take a step to report back. */
export const LOOK_AHEAD = 4;

/** What a batch has to know of the model. */
export type BatchModel = Pick<TurboModel, 'heatmapSide' | 'padding'> &
  Partial<Pick<TurboModel, 'needs'>>;

/**
 * Samples, resizes, varies and proposes for each step, with randomness that depends on the step alone.
 *
 * @param shard which of several workers this is: each prepares the images of its own micro-steps, and all workers together those
 * that one worker would
 * @throws TurboHoiError `config` where micro-steps do not divide among the workers
 */
export function batchSource(
  composed: ComposedExperiment,
  { heatmapSide, padding, needs }: BatchModel,
  shard: Shard = ALONE,
): BatchSource {
  const { experiment, dataset, detector, rng } = composed;
  const { sampling, augment: variation } = experiment;
  const { accumulate } = sampling;
  const { first, count } = microStepsOf(accumulate, shard);
  const [images, people, proposals] = [sampling.images, sampling.people, sampling.proposals].map(
    (size) => size / accumulate,
  );
  const { foreground, hiddenKeypoints } = sampling;
  const objects = needs?.objects ? sampling.objects : undefined;
  const sizes = {
    people,
    proposals,
    foreground,
    hiddenKeypoints,
    objects,
    heatmapSide,
    ...padding,
  };
  const sampleAt = trainingImages(composed);
  const indicesOf = trainingOrder(composed);
  return async (step) => {
    const stepRng = rng.fork('batch', step);
    const prepare = async (index: number, i: number) => {
      const sample = await sampleAt(index);
      const drawn = variation && drawVariation(variation, stepRng.fork('augment', i));
      const vary = () => (drawn ? applyVariation(sample, drawn, dataset.info) : sample);
      const random = stepRng.fork('propose', i);
      if (detector.cacheKey === undefined) {
        const varied = vary();
        return { sample: varied, proposals: await detector.propose(varied, random) };
      }
      // What such a detector sees does not vary, so that its proposals can be kept from epoch to epoch.
      const found = await detector.propose(sample, random);
      const mirrored = drawn?.flipped ? flipDetections(found, sample.image.width) : found;
      return { sample: vary(), proposals: mirrored };
    };
    const needed = [...indicesOf(step).entries()].slice(first * images, (first + count) * images);
    const prepared = await Promise.all(needed.map(([i, index]) => prepare(index, i)));
    return Array.from({ length: count }, (_, part) => {
      const microStep = first + part;
      const own = prepared.slice(part * images, (part + 1) * images);
      return buildBatch(
        own.map(({ sample }) => sample),
        own.map((image) => image.proposals),
        dataset.info,
        sizes,
        stepRng.fork('targets', ...(accumulate === 1 ? [] : [microStep])),
      );
    });
  };
}
