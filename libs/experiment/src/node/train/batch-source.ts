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
import { type StepImage, trainingImages, trainingOrder } from './training-images';

/** The batches of a worker's micro-steps in a step, counted from 1; deterministic per step. */
export type BatchSource = (step: number) => Promise<readonly TrainingBatch[]>;

/** Batches prepared ahead: decoding and resizing of an image each take one step to report back. */
export const LOOK_AHEAD = 4;

/** The properties of a model that its batches depend on. */
export type BatchModel = Pick<TurboModel, 'heatmapSide' | 'padding'> & {
  readonly needs?: Partial<TurboModel['needs']>;
};

/**
 * Samples, resizes and augments images and computes proposals for each step, with randomness that depends on the step alone.
 *
 * @param shard rank of this worker: each prepares the images of its own micro-steps, and all workers together those of a single
 * worker
 * @param prepare called with the index of every image whose proposals are cached, before the detector is asked for them
 * @throws TurboHoiError `config` if micro-steps do not divide among the workers
 */
export function batchSource(
  composed: ComposedExperiment,
  { heatmapSide, padding, needs }: BatchModel,
  shard: Shard = ALONE,
  prepare: (index: number) => Promise<void> = async () => undefined,
): BatchSource {
  const { experiment, dataset, rng } = composed;
  const detector = composed.detector.whileTraining ?? composed.detector;
  const { sampling, augment: variation } = experiment;
  const { accumulate } = sampling;
  const { first, count } = microStepsOf(accumulate, shard);
  const [images, people, proposals] = [sampling.images, sampling.people, sampling.proposals].map(
    (size) => size / accumulate,
  );
  const { foreground, hiddenKeypoints, negativePeople, negativePairs } = sampling;
  const layout = needs?.layout ?? false;
  const objects = needs?.objects || layout ? sampling.objects : undefined;
  const sizes = {
    people,
    proposals,
    foreground,
    hiddenKeypoints,
    objects,
    heatmapSide,
    ...(layout && { layout, negativePeople, negativePairs }),
    ...padding,
  };
  const sampleAt = trainingImages(composed, layout && composed.readsNoPixels ? 'none' : 'read');
  const imagesOf = trainingOrder(composed, shard);
  return async (step) => {
    const stepRng = rng.fork('batch', step);
    const prepared = await Promise.all(imagesOf(step).map(prepareImage));
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

    async function prepareImage({ place, index }: StepImage) {
      const isKept = detector.cacheKey !== undefined;
      const [sample] = await Promise.all([sampleAt(index), isKept && prepare(index)]);
      const drawn = variation && drawVariation(variation, stepRng.fork('augment', place));
      const vary = () => (drawn ? applyVariation(sample, drawn, dataset.info) : sample);
      const random = stepRng.fork('propose', place);
      if (!isKept) {
        const varied = vary();
        return { sample: varied, proposals: await detector.propose(varied, random) };
      }
      // Such a detector runs on images before augmentation, so that its proposals can be cached across epochs.
      const found = await detector.propose(sample, random);
      const mirrored = drawn?.flipped
        ? flipDetections(found, sample.image.width, dataset.info.keypoints)
        : found;
      return { sample: vary(), proposals: mirrored };
    }
  };
}
