import type { Detections, Detector, DetectorContext, XyxyBox } from '@turbo-hoi/core';
import * as tf from '@tensorflow/tfjs';
import { encodePhotoModel } from '../model/photo-model';
import {
  BALL,
  CHAIR,
  constantDetector,
  type Entry,
  found,
  PERSON,
  tinyInfo,
  tinyPhotoModel,
} from '../testing/tiny-photo-model';
import { createPhotoPredictor, type PhotoPredictorOptions } from './create-photo-predictor';

const photoModel = tinyPhotoModel();
const image = { width: 32, height: 24, data: new Uint8Array(3 * 32 * 24) };
const left: XyxyBox = [2, 2, 14, 22];
const right: XyxyBox = [16, 4, 30, 23];
const small: XyxyBox = [12, 10, 18, 16];

async function predict(
  detector: PhotoPredictorOptions['detector'],
  more: Partial<PhotoPredictorOptions> = {},
) {
  const predictor = await createPhotoPredictor({
    model: photoModel,
    detector,
    minActionScore: 0,
    ...more,
  });
  const prediction = await predictor.predict(image);
  predictor.dispose();
  return prediction;
}

test('predicts triplets of each person and object from the bytes of a file', async () => {
  const detector = constantDetector([left, PERSON], [right, PERSON, 0.8], [small, BALL]);
  const model = encodePhotoModel(photoModel);
  const { detections, triplets, poses } = await predict(detector, { model });
  expect(detections.map(({ label }) => label)).toEqual(['person', 'ball', 'person']);
  expect(poses).toHaveLength(2);
  const hits = triplets.filter(({ action }) => action === 'hit');
  expect(hits.map(({ object }) => object)).toEqual([1, 1]);
  const ranks = triplets.map(({ rank }) => rank);
  expect(ranks).toEqual([...ranks].sort((a, b) => b - a));
});

test('orders triplets by how much likelier they are than usual, or by a ranking of your own', async () => {
  const detector = constantDetector([left, PERSON], [small, BALL]);
  const own = await predict(detector, { rank: ({ score }) => score });
  const balanced = await predict(detector);
  const [stand] = own.triplets.filter(({ action }) => action === 'stand');
  expect(own.triplets.every(({ rank, score }) => rank === score)).toBe(true);
  for (const { action, role, score, rank } of balanced.triplets) {
    const rate = { stand: 0.5, instr: 0.1, obj: 0.01 }[role ?? action]!;
    const logit = Math.log(score / (1 - score)) - Math.log(rate / (1 - rate));
    expect(rank).toBeCloseTo(1 / (1 + Math.exp(-logit)), 5);
  }
  expect(stand.score).toBeCloseTo(balanced.triplets.find(({ action }) => action === 'stand')!.rank);
});

test('a function creates the detector for the classes of the model, and the predictor disposes it', async () => {
  const dispose = jest.fn();
  const warn = jest.fn();
  let context: DetectorContext | undefined;
  const before = tf.memory().numTensors;
  await predict(
    (given) => {
      context = given;
      given.warn?.('no balls');
      return { ...constantDetector([left, PERSON]), dispose };
    },
    { warn },
  );
  expect(context?.dataset.objectClasses).toEqual(tinyInfo.objectClasses);
  expect(warn).toHaveBeenCalledWith('no balls');
  expect(dispose).toHaveBeenCalledTimes(1);
  expect(tf.memory().numTensors).toBe(before);
});

test('a detector that cannot be created leaves no model behind', async () => {
  const before = tf.memory().numTensors;
  const fail = () => {
    throw new Error('no detector');
  };
  await expect(createPhotoPredictor({ model: photoModel, detector: fail })).rejects.toThrow('no d');
  expect(tf.memory().numTensors).toBe(before);
});

const crowd = Array.from({ length: 100 }, (_, i): Entry => [
  [i / 10, 0, i / 10 + 9, 20],
  PERSON,
  0.9 - i / 200,
]);

test.each<[string, Entry[], number, number]>([
  ['nothing', [], 0, 0],
  ['objects alone', [[small, BALL]], 1, 0],
  ['a person alone', [[left, PERSON]], 1, 1],
  [
    'a person without a skeleton',
    [
      [left, PERSON, 0.9, false],
      [small, BALL],
    ],
    2,
    1,
  ],
  ['100 people and a ball', [...crowd, [small, BALL]], 20, 16],
  [
    'doubtful boxes',
    [
      [left, PERSON, 0.06],
      [small, BALL, 0.01],
    ],
    1,
    1,
  ],
])('predicts for %s', async (_, entries, boxes, people) => {
  const { detections, triplets, poses } = await predict(constantDetector(...entries));
  expect(detections).toHaveLength(boxes);
  // People whom the limit of boxes leaves out have no pose and no triplets.
  expect(poses.length).toBe(people);
  expect(new Set(triplets.map(({ person }) => person)).size).toBe(people);
  expect(triplets.every(({ score, rank }) => score >= 0 && rank >= 0 && rank <= 1)).toBe(true);
});

test('people without any skeleton have triplets', async () => {
  const { keypoints, ...boxes } = found([left, PERSON], [small, BALL]);
  expect(keypoints).toHaveLength(2 * 51);
  const { triplets } = await predict({ propose: async () => boxes });
  expect(triplets.filter(({ object }) => object === 1)).toHaveLength(1);
});

test('a class that the model does not know is named', async () => {
  const detector = constantDetector([left, PERSON], [small, 7]);
  await expect(predict(detector)).rejects.toMatchObject({
    kind: 'plugin',
    message: expect.stringMatching(/box 1 has class 7, but .+ tiny has classes 0 to 2\..+by name/),
  });
});

test('objects of classes that the detector could not map are counted', async () => {
  const detector: Detector = {
    propose: async (): Promise<Detections> => ({
      ...found([left, PERSON], [small, CHAIR]),
      unknown: [{ label: 'unicorn', score: 0.8 }],
    }),
  };
  const { leftOut, detections } = await predict(detector);
  expect(detections).toHaveLength(2);
  expect([...leftOut!.classes]).toEqual([['unicorn', 1]]);
});
