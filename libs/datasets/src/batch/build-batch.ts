import {
  TurboHoiError,
  type DatasetInfo,
  type Detections,
  type Rng,
  type Sample,
} from '@turbo-hoi/core';
import { detectionRows } from './detection-rows';
import { matchPeople } from './match-people';
import { hoiTargetRows, peopleRows, poseTargetRows } from './people-targets';
import type { BatchSizes, TrainingBatch } from './training-batch';

/**
 * Turns samples and their proposals into the inputs and targets of one training step.
 *
 * @param proposals one entry a sample
 * @throws TurboHoiError `shape` without samples, for images of different sizes or a wrong number of proposals
 */
export function buildBatch(
  samples: readonly Sample[],
  proposals: readonly Detections[],
  info: DatasetInfo,
  sizes: BatchSizes,
  rng: Rng,
): TrainingBatch {
  const shape = commonShape(samples);
  if (proposals.length !== samples.length) {
    throw new TurboHoiError(
      'shape',
      `buildBatch: got ${proposals.length} lists of proposals for ${samples.length} samples; pass one a sample.`,
    );
  }
  const matches = matchPeople(samples, proposals, sizes.people, rng.fork('people'));
  return {
    images: stackImages(samples),
    shape,
    people: peopleRows(matches, sizes.people),
    hoi: hoiTargetRows(matches, info, sizes.people),
    pose: poseTargetRows(matches, info, sizes.people, sizes.heatmapSide),
    detection: detectionRows(samples, proposals, sizes.proposals, rng.fork('proposals')),
  };
}

function commonShape(samples: readonly Sample[]): TrainingBatch['shape'] {
  if (samples.length === 0) {
    throw new TurboHoiError('shape', 'buildBatch: got no samples; a batch needs at least one.');
  }
  const { width, height } = samples[0].image;
  const other = samples.find(({ image }) => image.width !== width || image.height !== height);
  if (other) {
    throw new TurboHoiError(
      'shape',
      `buildBatch: image ${other.imageId} is ${other.image.width}×${other.image.height}, ` +
        `the batch's first is ${width}×${height}; resize them to one size.`,
    );
  }
  return { batch: samples.length, height, width };
}

function stackImages(samples: readonly Sample[]): Uint8Array {
  const bytes = samples[0].image.data.length;
  const images = new Uint8Array(samples.length * bytes);
  samples.forEach(({ image }, i) => images.set(image.data, i * bytes));
  return images;
}
