import {
  actionVocabulary,
  type PersonAnnotation,
  type ImageAnnotations,
  type XyxyBox,
} from '@turbo-hoi/core';
import { vcocoImage } from './vcoco-image';

// Columns: 0 walk, 1 hit_instr, 2 hit_obj.
const vocabulary = actionVocabulary([
  { name: 'walk', roles: [] },
  { name: 'hit', roles: ['instr', 'obj'] },
]);

describe('vcocoImage', () => {
  it('has no rows in an image without people', () => {
    const image = vcocoImage(sample([]), vocabulary);
    expect(image.boxes).toHaveLength(0);
    expect(image.roleBoxes).toHaveLength(0);
  });

  it('leaves out people without area or size and keeps the rows of the others together', () => {
    const image = vcocoImage(
      sample([
        person({ area: 0, interactions: [{ column: 0, object: null }] }),
        person({ box: [10, 10, 11, 30], interactions: [{ column: 0, object: null }] }),
        person({ box: [20, 10, 40, 120], interactions: [{ column: 2, object: 1 }] }),
      ]),
      vocabulary,
    );
    expect([...image.boxes]).toEqual([20, 10, 39, 99]);
    expect([...image.actions]).toEqual([0, 1]);
    expect([...image.roleBoxes.subarray(8)]).toEqual([50, 60, 69, 79]);
  });

  it('distinguishes people without annotated actions from people without actions', () => {
    const image = vcocoImage(
      sample([person({ interactions: null }), person({ interactions: [] })]),
      vocabulary,
    );
    expect([...image.annotated]).toEqual([0, 1]);
    expect([...image.actions]).toEqual([0, 0, 0, 0]);
  });

  it('marks an action with any annotated column, with or without a target', () => {
    const image = vcocoImage(
      sample([person({ interactions: [{ column: 1, object: null }] })]),
      vocabulary,
    );
    expect([...image.actions]).toEqual([0, 1]);
    expect(image.roleBoxes.every(Number.isNaN)).toBe(true);
  });

  it('uses the first target of a column that is large enough', () => {
    const interactions = [2, 0, 1].map((object) => ({ column: 1, object }));
    const image = vcocoImage(sample([person({ interactions })]), vocabulary);
    expect([...image.roleBoxes.subarray(4, 8)]).toEqual([1, 2, 2, 3]);
  });
});

function person(given: Partial<PersonAnnotation>): PersonAnnotation {
  const box: XyxyBox = [0, 0, 20, 40];
  return { annotationId: 1, box, area: 500, keypoints: null, interactions: [], ...given };
}

function sample(people: PersonAnnotation[]): ImageAnnotations {
  const boxes: XyxyBox[] = [
    [1, 2, 3, 4],
    [50, 60, 70, 80],
    [5, 5, 5, 5],
  ];
  return {
    imageId: 1,
    width: 100,
    height: 100,
    people,
    objects: boxes.map((box, annotationId) => ({ annotationId, box, category: 1 })),
  };
}
