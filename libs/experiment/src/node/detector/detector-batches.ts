import type { DetectorBatch } from '@turbo-hoi/core';
import { applyVariation, drawVariation, shuffledIndices, stackImages } from '@turbo-hoi/datasets';
import { groundTruth } from '@turbo-hoi/detection';
import type { ComposedExperiment } from '../compose/compose-experiment';
import { trainingImages } from '../train/training-images';

/** How images are padded for the detector. */
export interface DetectorPadding {
  readonly multiple: number;
  readonly padColor: readonly number[];
}

/** A batch without proposals, which depend on the detector's current weights. */
export type TruthBatch = Omit<DetectorBatch, 'proposals'>;

/** The batch of a step, counted from 1: images augmented as the experiment's, with randomness that depends on the step alone. */
export function detectorBatches(
  composed: Pick<ComposedExperiment, 'experiment' | 'dataset' | 'resize'>,
  rng: ComposedExperiment['rng'],
  { multiple, padColor }: DetectorPadding,
): (step: number) => Promise<TruthBatch> {
  const { experiment, dataset } = composed;
  const { augment: variation, detectorTraining } = experiment;
  const { size } = dataset.split('train');
  const sampleAt = trainingImages(composed);
  const order = rng.fork('order');
  return async (step) => {
    const stepRng = rng.fork('batch', step);
    const indices = shuffledIndices(size, detectorTraining.images, step - 1, order);
    const samples = await Promise.all(
      indices.map(async (index, i) => {
        const sample = await sampleAt(index);
        const random = stepRng.fork('augment', i);
        return variation
          ? applyVariation(sample, drawVariation(variation, random), dataset.info)
          : sample;
      }),
    );
    const images = samples.map(({ image }) => image);
    return {
      ...stackImages(images, multiple, padColor),
      sizes: images.map(({ width, height }) => ({ width, height })),
      truths: samples.map(groundTruth),
    };
  };
}
