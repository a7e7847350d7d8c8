import type { DatasetInfo, Detections, Rng, Sample } from '@turbo-hoi/core';
import { hoiTargetRows, peopleRows, posePoints, poseTargetRows } from '../people-targets';
import type { BatchSizes, DetectionRows, TrainingBatch } from '../training-batch';
import { layoutObjects } from './layout-objects';
import { layoutPairs } from './layout-pairs';
import { layoutPeople } from './layout-people';

/** Objects of an image where the sizes name no number. */
const OBJECTS = 40;

/**
 * A batch for a model whose stem reads layouts: images of one pixel, people that are rows of the objects, and the candidate pairs of each.
 *
 * There are as many rows of people and pairs as there are people and pairs, at least one.
 */
export function layoutBatch(
  samples: readonly Sample[],
  proposals: readonly Detections[],
  info: DatasetInfo,
  sizes: BatchSizes,
  rng: Rng,
): TrainingBatch {
  const { people: most, objects: limit = OBJECTS, negativePeople = false } = sizes;
  const batch = samples.length;
  const count = info.keypoints.names.length;
  const objects = layoutObjects(samples, proposals, limit, count);
  const people = layoutPeople(
    samples,
    objects,
    { most, limit, negativePeople },
    rng.fork('people'),
  );
  const rows = Math.max(1, people.length);
  // Without heatmaps any side tells which keypoints are in their box.
  const side = sizes.heatmapSide || 1;
  const pose = poseTargetRows(people, info, rows, side, sizes.hiddenKeypoints);
  const own = new Int32Array(rows).fill((batch - 1) * limit);
  people.forEach(({ object }, row) => (own[row] = object));
  return {
    images: new Uint8Array(3 * batch),
    shape: { batch, height: 1, width: 1 },
    people: peopleRows(people, rows, batch),
    hoi: hoiTargetRows(people, info, rows),
    pose: { ...pose, points: posePoints(people, pose.visible, count) },
    detection: noDetectionRows(batch),
    objects,
    pairs: layoutPairs(
      people,
      objects,
      info,
      { limit, negatives: sizes.negativePairs ?? null },
      rng.fork('pairs'),
    ),
    layout: {
      sizes: Float32Array.from(samples.flatMap(({ image: { width, height } }) => [width, height])),
      own,
    },
  };
}

/** One row of padding: models of layouts have no object branch. */
function noDetectionRows(batch: number): DetectionRows {
  return {
    boxes: Float32Array.of(0, 0, 1, 1),
    imageIndex: Int32Array.of(batch - 1),
    valid: new Float32Array(1),
    classes: new Int32Array(1),
    deltas: new Float32Array(4),
  };
}
