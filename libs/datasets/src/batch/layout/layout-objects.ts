import type { Detections, Sample } from '@turbo-hoi/core';
import { findObjects, firstOfEachFirst } from '../object-rows';
import type { ObjectRows } from '../training-batch';

/** Objects with skeletons. */
export type LayoutObjects = ObjectRows & Required<Pick<ObjectRows, 'keypoints'>>;

/**
 * The detections of each image with their skeletons, in the detector's order: `limit` rows an image, padded with class -1.
 *
 * Where there are more than `limit`, the first detection of every annotation is kept before any second one.
 *
 * @param joints K
 */
export function layoutObjects(
  samples: readonly Sample[],
  proposals: readonly Detections[],
  limit: number,
  joints: number,
): LayoutObjects {
  const rows = samples.length * limit;
  const objects = {
    boxes: new Float32Array(4 * rows),
    imageIndex: new Int32Array(rows),
    classes: new Int32Array(rows).fill(-1),
    scores: new Float32Array(rows),
    keypoints: new Float32Array(3 * joints * rows),
  };
  for (let row = 0; row < rows; row++) {
    objects.imageIndex[row] = Math.floor(row / limit);
    objects.boxes.set([0, 0, 1, 1], 4 * row);
  }
  samples.forEach((sample, image) => {
    const { keypoints } = proposals[image];
    const all = findObjects(sample, proposals[image]);
    const chosen = all.length > limit ? firstOfEachFirst(all).slice(0, limit) : all;
    chosen.sort((a, b) => a.index - b.index);
    chosen.forEach(({ index, box, category, score }, i) => {
      const row = image * limit + i;
      objects.boxes.set(box, 4 * row);
      objects.classes[row] = category;
      objects.scores[row] = score;
      if (!keypoints) return;
      const skeleton = keypoints.subarray(3 * joints * index, 3 * joints * (index + 1));
      objects.keypoints.set(skeleton, 3 * joints * row);
    });
  });
  return objects;
}
