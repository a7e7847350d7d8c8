import type { KeypointLayout, ImageAnnotations } from '@turbo-hoi/core';

/** The annotated people of one image; G people, K keypoints. */
export interface KeypointTruth {
  /** [4G] xyxy, continuous. */
  readonly boxes: ArrayLike<number>;
  /** [G], segmentation areas in pixels², the scale of the similarity. */
  readonly areas: ArrayLike<number>;
  /** [3KG] x, y, v; all v = 0: not annotated, the person is ignored. */
  readonly keypoints: ArrayLike<number>;
  /** [G], 1 for a crowd; default: none. */
  readonly crowd?: ArrayLike<number>;
  /** [G], 1 for an ignored person; default: people without a labelled keypoint. */
  readonly ignored?: ArrayLike<number>;
  /** [G], 1 for a person with annotation id 0, whom pycocotools never counts as found. Default: none. */
  readonly unfindable?: ArrayLike<number>;
}

/** Converts the people of a sample; people without keypoints get unlabelled ones. */
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
