import { actionVocabulary, COCO_KEYPOINTS } from '@turbo-hoi/core';
import type { PhotoDetection } from '@turbo-hoi/inference';
import { priorTriplets } from './prior-triplets';

const info = {
  name: 'tiny',
  actions: actionVocabulary([
    { name: 'stand', roles: [] },
    { name: 'hit', roles: ['instr', 'obj'] },
  ]),
  keypoints: COCO_KEYPOINTS,
  objectClasses: ['person', 'bat', 'ball'],
};
const prior = [
  [0, 0, 0.01],
  [0, 0.5, 0],
  [0, 0, 0.25],
];
const found = (label: string, score: number): PhotoDetection => ({
  label,
  score,
  box: [0, 0, 1, 1],
});
const of = (...detections: PhotoDetection[]) => priorTriplets({ detections }, info, prior);

test('scores are P(action given class) times both detection scores, best first', () => {
  expect(of(found('person', 0.8), found('bat', 0.5), found('ball', 1))).toEqual([
    { person: 0, action: 'hit', object: 1, score: 0.5 * 0.8 * 0.5 },
    { person: 0, action: 'hit', object: 2, score: 0.25 * 0.8 },
  ]);
});

test('people may be objects of each other', () => {
  expect(
    of(found('person', 1), found('person', 0.5)).map(({ person, object }) => [person, object]),
  ).toEqual([
    [0, 1],
    [1, 0],
  ]);
});

test('classes that the table lacks, and photos without people or objects, have none', () => {
  expect(of(found('person', 1), found('unicorn', 1))).toEqual([]);
  expect(of(found('bat', 1), found('ball', 1))).toEqual([]);
  expect(of(found('person', 1))).toEqual([]);
  expect(of()).toEqual([]);
});
