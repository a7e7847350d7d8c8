import type { ImageAnnotations } from '@turbo-hoi/core';
import { countedFromOne, hicoTruth } from './hico-truth';

const hois = [
  { column: 0, category: 1, trainingPairs: null },
  { column: 1, category: 2, trainingPairs: null },
];

const image: ImageAnnotations = {
  imageId: 1,
  width: 100,
  height: 100,
  people: [
    {
      annotationId: 1,
      box: [0, 0, 10, 20],
      area: 200,
      keypoints: null,
      interactions: [
        { column: 1, object: 1 },
        { column: 0, object: 0 },
        { column: 0, object: 1 },
        { column: 1, object: null },
      ],
    },
    { annotationId: 2, box: [0, 0, 1, 1], area: 1, keypoints: null, interactions: null },
  ],
  objects: [
    { annotationId: 3, box: [5, 6, 7, 9], category: 1 },
    { annotationId: 4, box: [50, 50, 60, 60], category: 2 },
  ],
};

describe('hicoTruth', () => {
  it('lists the pairs of listed interactions, in inclusive pixels counted from 1', () => {
    const truth = hicoTruth(image, { hois });
    expect(truth.hois).toEqual([1, 0]);
    expect([...truth.humanBoxes]).toEqual([1, 1, 10, 20, 1, 1, 10, 20]);
    expect([...truth.objectBoxes]).toEqual([51, 51, 60, 60, 6, 7, 7, 9]);
    expect(truth.labels).toBeUndefined();
    expect(hicoTruth({ ...image, hoiLabels: [0] }, { hois }).labels).toEqual([0]);
  });

  it('keeps at least a pixel of a box', () => {
    expect(countedFromOne([3, 3, 3.5, 3])).toEqual([4, 4, 4, 4]);
  });
});
