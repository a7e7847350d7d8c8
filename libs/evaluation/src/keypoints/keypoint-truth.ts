import type { KeypointLayout, ImageAnnotations } from '@turbo-hoi/core';

/** The annotated people of one image; G people, K keypoints. */
export interface KeypointTruth {
  /** [4G] xyxy, continuous. */
  readonly boxes: ArrayLike<number>;
  /** [G], segmentation areas in pixels², the scale of the similarity. */
  readonly areas: ArrayLike<number>;
  /** [3KG] x, y, v; all v = 0: not annotated, the person need not be found. */
  readonly keypoints: ArrayLike<number>;
  /** [G], 1 for a group annotated as one; none when left out. */
  readonly crowd?: ArrayLike<number>;
  /** [G], 1 for a person who need not be found; those without a labelled keypoint when left out. */
  readonly ignored?: ArrayLike<number>;
  /** [G], 1 for a person whom pycocotools never counts as found: the annotation's id is 0. None when left out. */
  readonly unfindable?: ArrayLike<number>;
}

/** The people of a sample; one without keypoints becomes one with none labelled. */
export function keypointTruth(
  { people }: ImageAnnotations,
  { names }: KeypointLayout,
): KeypointTruth {
  const width = 3 * names.length;
  const keypoints = new Float32Array(people.length * width);
  people.forEach((person, row) => {
    if (person.keypoints) keypoints.set(person.keypoints, row * width);
  });
  return {
    boxes: people.flatMap(({ box }) => [...box]),
    areas: people.map(({ area }) => area),
    keypoints,
    crowd: people.map(({ crowd }) => Number(crowd ?? false)),
  };
}
