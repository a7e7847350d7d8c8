import {
  actionVocabulary,
  encodeBox,
  type KeypointLayout,
  type PersonAnnotation,
  type ImageAnnotations,
  type XyxyBox,
} from '@turbo-hoi/core';
import { TrainingPrior } from './training-prior';

const layout: KeypointLayout = { names: ['a', 'b'], mirror: [0, 1], sigmas: [1, 1], bones: [] };
const vocabulary = actionVocabulary([
  { name: 'walk', roles: [] },
  { name: 'hit', roles: ['instr', 'obj'] },
]);
const BOX: XyxyBox = [10, 20, 30, 60];
const TARGETS: XyxyBox[] = [
  [12, 20, 22, 40],
  [0, 20, 40, 100],
];

describe('TrainingPrior', () => {
  it('averages labels over people whose actions are annotated, each column once a person', () => {
    const prediction = meansOf([
      { interactions: null },
      { interactions: [{ column: 0, object: null }, ...both(1), { column: 2, object: null }] },
      { interactions: [{ column: 0, object: null }] },
      { interactions: [] },
      { interactions: [] },
    ]);
    expect([...prediction.actionScores]).toEqual([0.5, 0.25, 0.25]);
  });

  it('averages Eq. 2 offsets over annotated targets', () => {
    const { offsets } = meansOf([{ interactions: [...both(1), { column: 1, object: null }] }]);
    const [first, second] = TARGETS.map((target) => encodeBox(target, BOX));
    const mean = first.map((value, i) => Math.fround((value + second[i]) / 2));
    expect([...offsets]).toEqual([0, 0, 0, 0, ...mean, 0, 0, 0, 0]);
  });

  it('averages labelled keypoints in units of the box', () => {
    const { keypoints } = meansOf([
      { keypoints: Float32Array.from([15, 30, 2, 99, 99, 0]) },
      { keypoints: Float32Array.from([20, 60, 1, 0, 0, 0]) },
      { keypoints: null },
      { box: [5, 5, 5, 9], keypoints: Float32Array.from([5, 5, 2, 5, 5, 2]) },
    ]);
    expect([...keypoints]).toEqual([0.375, 0.625, 0.5, 0.5]);
  });

  it('is defined without people', () => {
    const { actionScores, offsets, keypoints } = meansOf([]);
    expect([...actionScores]).toEqual([0, 0, 0]);
    expect([...offsets]).toEqual(new Array(12).fill(0));
    expect([...keypoints]).toEqual([0.5, 0.5, 0.5, 0.5]);
  });
});

function both(column: number) {
  return TARGETS.map((_, object) => ({ column, object }));
}

function meansOf(people: Partial<PersonAnnotation>[]) {
  const baseline = new TrainingPrior(vocabulary, layout);
  // A sample a person: means are over people, not over images.
  for (const person of people) baseline.add(sampleOf(person));
  return baseline.finish();
}

function sampleOf(given: Partial<PersonAnnotation>): ImageAnnotations {
  const person = { annotationId: 1, box: BOX, area: 100, keypoints: null, interactions: null };
  return {
    imageId: 1,
    width: 100,
    height: 100,
    people: [{ ...person, ...given }],
    objects: TARGETS.map((box, annotationId) => ({ annotationId, box, category: 1 })),
  };
}
