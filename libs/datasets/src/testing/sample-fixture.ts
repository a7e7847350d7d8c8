import {
  actionVocabulary,
  type DatasetInfo,
  type Detections,
  type PersonAnnotation,
  type Sample,
  type XyxyBox,
} from '@turbo-hoi/core';

/** Two keypoints and four columns: walk, hit_instr, hit_obj, hold. */
export const INFO: DatasetInfo = {
  name: 'fixture',
  actions: actionVocabulary([
    { name: 'walk', roles: [] },
    { name: 'hit', roles: ['instr', 'obj'] },
    { name: 'hold', roles: ['obj'] },
  ]),
  keypoints: { names: ['left', 'right'], mirror: [1, 0], sigmas: [0.1, 0.1], bones: [[0, 1]] },
  objectClasses: ['person', 'cup', 'chair'],
};

export function person(box: XyxyBox, rest: Partial<PersonAnnotation> = {}): PersonAnnotation {
  return { annotationId: 1, box, area: 100, keypoints: null, interactions: [], ...rest };
}

export function sampleOf(
  people: readonly PersonAnnotation[],
  objects: Sample['objects'] = [],
  pixel = 0,
): Sample {
  const image = { data: new Uint8Array(8 * 4 * 3).fill(pixel), width: 8, height: 4 };
  return { imageId: 1, width: 8, height: 4, image, people, objects };
}

/** Proposals of one image with equal scores. */
export function proposalsOf(...rows: readonly (readonly [XyxyBox, number])[]): Detections {
  return {
    boxes: Float32Array.from(rows.flatMap(([box]) => [...box])),
    scores: new Float32Array(rows.length).fill(1),
    classes: Int32Array.from(rows.map(([, category]) => category)),
  };
}
