import {
  actionVocabulary,
  COCO_KEYPOINTS,
  type DatasetInfo,
  encodeBox,
  type ImageAnnotations,
  type XyxyBox,
} from '@turbo-hoi/core';
import type { ImagePrediction } from '@turbo-hoi/inference';
import { largestGains, poseGains, tripletGains } from './gains';
import { kindOf } from './kinds';

const info: DatasetInfo = {
  name: 'tiny',
  actions: actionVocabulary([
    { name: 'stand', roles: [] },
    { name: 'hit', roles: ['instr', 'obj'] },
  ]),
  keypoints: COCO_KEYPOINTS,
  objectClasses: ['person', 'tennis_ball'],
};
const [STAND, INSTR] = [0, 1];
const person: XyxyBox = [10, 10, 30, 50];
const ball: XyxyBox = [30, 20, 40, 30];
const otherBall: XyxyBox = [60, 20, 70, 30];
const truth = Float32Array.from({ length: 51 }, (_, i) => (i % 3 === 2 ? 2 : 10 + i));

const annotations: ImageAnnotations = {
  imageId: 1,
  width: 100,
  height: 60,
  people: [
    {
      annotationId: 1,
      box: person,
      area: 800,
      keypoints: truth,
      interactions: [
        { column: STAND, object: null },
        { column: INSTR, object: 0 },
      ],
    },
  ],
  objects: [{ annotationId: 2, box: ball, category: 1 }],
};

/** A person, two balls and a model that expects the target at one of them. */
function predicted(target: XyxyBox, off = 0, box: XyxyBox = person): ImagePrediction {
  const offsets = [0, 1, 2].flatMap(() => encodeBox(target, box));
  const out = { actions: Float32Array.of(0.5, 0.5, 0.5), offsets: Float32Array.from(offsets) };
  const keypoints = truth.map((value, i) => (i % 3 === 2 ? 1 : value + off));
  return {
    imageId: 1,
    detections: {
      boxes: Float32Array.from([...box, ...ball, ...otherBall]),
      scores: Float32Array.of(0.8, 0.6, 0.6),
      classes: Int32Array.of(0, 1, 1),
    },
    people: Int32Array.of(0),
    personBoxes: Float32Array.from(box),
    personScores: Float32Array.of(0.8),
    stages: [{ out, keypoints, attention: null }],
  };
}

const pair = (before: ImagePrediction, after: ImagePrediction) => ({
  image: 7,
  annotations,
  before,
  after,
});

test('a triplet gains the score of its annotated object, which counts 0 where another is chosen', () => {
  const [gain, ...more] = tripletGains(pair(predicted(otherBall), predicted(ball)), info);
  expect(more).toEqual([]);
  expect(gain).toMatchObject({ image: 7, what: 'hit instr · tennis ball', before: 0 });
  expect(gain.after).toBeCloseTo(0.8 * 0.6 * 0.5, 5);
});

test('a triplet of a person who was not detected scores 0', () => {
  const elsewhere = predicted(ball, 0, [60, 10, 80, 50]);
  expect(tripletGains(pair(elsewhere, elsewhere), info)).toMatchObject([{ before: 0, after: 0 }]);
});

test('a pose gains similarity, and only where both models detect the person', () => {
  const [gain] = poseGains(pair(predicted(ball, 4), predicted(ball)), info);
  expect(gain.after).toBeCloseTo(1, 6);
  expect(gain.before).toBeLessThan(0.9);
  const elsewhere = predicted(ball, 0, [60, 10, 80, 50]);
  expect(poseGains(pair(elsewhere, predicted(ball)), info)).toEqual([]);
});

test('a person without labelled keypoints and a model without poses have no gain', () => {
  const [{ ...one }] = annotations.people;
  const people = [{ ...one, keypoints: new Float32Array(51) }];
  const both = pair(predicted(ball), predicted(ball));
  expect(poseGains({ ...both, annotations: { ...annotations, people } }, info)).toEqual([]);
  const [stage] = predicted(ball).stages;
  const without = { ...predicted(ball), stages: [{ ...stage, keypoints: null }] };
  expect(poseGains(pair(without, predicted(ball)), info)).toEqual([]);
});

test('the largest gains, one an image, and no losses', () => {
  const gain = (image: number, after: number) => ({ image, what: '', before: 0.5, after });
  const gains = [gain(1, 0.6), gain(1, 0.9), gain(2, 0.8), gain(3, 0.4), gain(4, 0.7)];
  expect(largestGains(gains, 2).map(({ image, after }) => [image, after])).toEqual([
    [1, 0.9],
    [2, 0.8],
  ]);
  expect(largestGains(gains, 9)).toHaveLength(3);
});

test('kinds of images by their annotations', () => {
  const [one] = annotations.people;
  const kind = (people: ImageAnnotations['people']) => kindOf({ ...annotations, people });
  expect(kind([one])).toBe('several actions');
  expect(kind([{ ...one, interactions: [{ column: INSTR, object: 0 }] }])).toBe('one triplet');
  expect(kind([one, one])).toBe('several people');
  expect(kind([{ ...one, interactions: [{ column: STAND, object: null }] }])).toBeNull();
  expect(kind([{ ...one, interactions: null }])).toBeNull();
  expect(kind([])).toBeNull();
});
