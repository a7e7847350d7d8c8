import {
  TurboHoiError,
  type DatasetInfo,
  type Detections,
  type Rng,
  type Sample,
} from '@turbo-hoi/core';
import { detectionRows } from './detection-rows';
import { layoutBatch } from './layout/layout-batch';
import { samplePeople } from './match-people';
import { sampleObjects } from './object-rows';
import { pairRows } from './pair-rows';
import { hoiTargetRows, peopleRows, poseTargetRows } from './people-targets';
import { stackImages } from './stack-images';
import type { BatchSizes, TrainingBatch } from './training-batch';

/**
 * Builds the inputs and targets of one training step from samples and their proposals.
 *
 * Images of different sizes are padded on the right and below. With `sizes.layout` they are left out.
 *
 * @param proposals one entry per sample
 * @throws TurboHoiError `shape` without samples or for a wrong number of proposals
 */
export function buildBatch(
  samples: readonly Sample[],
  proposals: readonly Detections[],
  info: DatasetInfo,
  sizes: BatchSizes,
  rng: Rng,
): TrainingBatch {
  if (samples.length === 0) {
    throw new TurboHoiError('shape', 'buildBatch: got no samples; a batch needs at least one.');
  }
  if (proposals.length !== samples.length) {
    throw new TurboHoiError(
      'shape',
      `buildBatch: got ${proposals.length} lists of proposals for ${samples.length} samples; pass one per sample.`,
    );
  }
  if (sizes.layout) return layoutBatch(samples, proposals, info, sizes, rng);
  const { matches, people } = samplePeople(samples, proposals, sizes.people, rng.fork('people'));
  const { objects: limit } = sizes;
  const sampled = limit === undefined ? undefined : sampleObjects(samples, proposals, limit);
  const objects = sampled && { ...sampled.rows, leftOut: sampled.objects };
  return {
    ...stackImages(
      samples.map(({ image }) => image),
      sizes.multiple,
      sizes.padColor,
    ),
    people: peopleRows(matches, sizes.people, samples.length),
    peopleLeftOut: people,
    hoi: hoiTargetRows(matches, info, sizes.people),
    pose: poseTargetRows(matches, info, sizes.people, sizes.heatmapSide, sizes.hiddenKeypoints),
    detection: detectionRows(
      samples,
      proposals,
      sizes.proposals,
      rng.fork('proposals'),
      sizes.foreground,
    ),
    ...(objects &&
      limit !== undefined && {
        objects,
        pairs: pairRows(matches, objects, info, { people: sizes.people, limit }),
      }),
  };
}
