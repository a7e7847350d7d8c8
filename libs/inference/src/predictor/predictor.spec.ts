import type { Detections, XyxyBox } from '@turbo-hoi/core';
import { POSE_NMS, type PoseNmsOptions } from '@turbo-hoi/pose-module';
import { expectClose } from '@turbo-hoi/testing';
import type { ModelInput } from '@turbo-hoi/turbo-loop';
import * as tf from '@tensorflow/tfjs';
import { noise, tinyModel, tinyStage as stage } from '../testing/tiny-model';
import type { StagePrediction } from './prediction';
import { Predictor, type PredictorInput } from './predictor';

const build = (changes: ModelInput = {}) => new Predictor(tinyModel(changes));

function found(...entries: readonly [box: XyxyBox, category: number, score: number][]): Detections {
  return {
    boxes: Float32Array.from(entries.flatMap(([box]) => box)),
    scores: Float32Array.from(entries, ([, , score]) => score),
    classes: Int32Array.from(entries, ([, category]) => category),
  };
}

const left: XyxyBox = [2, 2, 14, 22];
const right: XyxyBox = [16, 4, 30, 23];
const ball: XyxyBox = [12, 10, 18, 16];

const input = (imageId: number, detections: Detections): PredictorInput => ({
  imageId,
  image: noise(imageId),
  detections,
});

const two = input(1, found([left, 0, 0.9], [right, 0, 0.8], [ball, 1, 0.7]));
const one = input(2, found([right, 0, 0.6]));
const nobody = input(3, found([ball, 1, 0.7], [left, -1, 0.02]));

test('predicts poses and actions of every person in every stage', async () => {
  const [prediction] = await build().predict([two]);
  const [initial, ...stages] = prediction.stages;
  expect([...prediction.people]).toEqual([0, 1]);
  expect([initial.out, initial.attention]).toEqual([null, null]);
  expect(initial.keypoints).toHaveLength(2 * 17 * 3);
  for (const { out, keypoints, attention } of stages) {
    expect([out?.actions, out?.offsets, keypoints, attention].map((x) => x?.length)).toEqual([
      2 * 3,
      2 * 12,
      2 * 17 * 3,
      2 * 9,
    ]);
  }
});

test.each(['channel', 'fc-sigmoid'])(
  'a mask of kind %s gives one weight a person and cell, however it broadcasts',
  async (kind) => {
    const stages = [{ ...stage, mask: { kind } }];
    const [prediction] = await build({ stages }).predict([two]);
    expect(prediction.stages[1].attention).toHaveLength(2 * 9);
  },
);

test('places keypoints inside the box of their person', async () => {
  const [{ stages }] = await build().predict([two]);
  const points = stages[2].keypoints!;
  [left, right].forEach(([x1, y1, x2, y2], person) => {
    for (let k = 0; k < 17; k++) {
      const [x, y, peak] = points.subarray(3 * (17 * person + k));
      expect(x >= x1 && x <= x2 && y >= y1 && y <= y2 && peak > 0 && peak <= 1).toBe(true);
    }
  });
});

test('predicts an image the same alone and in a batch', async () => {
  const predictor = build();
  const batch = await predictor.predict([two, nobody, one]);
  for (const [i, alone] of [two, nobody, one].entries()) {
    const [prediction] = await predictor.predict([alone]);
    prediction.stages.forEach((expected, n) => {
      const numbers = ({ out, keypoints, attention }: StagePrediction) =>
        [out?.actions ?? null, out?.offsets ?? null, keypoints, attention] as const;
      for (const [key, b] of numbers(expected).entries()) {
        const a = numbers(batch[i].stages[n])[key];
        expect(a === null).toBe(b === null);
        if (a && b) expectClose(a, b, { absolute: 1e-4 });
      }
    });
  }
});

test('predicts no people for an image without people and keeps its objects', async () => {
  const [prediction] = await build().predict([nobody]);
  expect(prediction.people).toHaveLength(0);
  expect([...prediction.detections.classes]).toEqual([1]);
  for (const { keypoints, out } of prediction.stages) {
    expect([keypoints?.length, out?.actions.length ?? 0]).toEqual([0, 0]);
  }
});

test('predicts no people for an image without detections', async () => {
  const [prediction] = await build().predict([input(4, found())]);
  expect([prediction.people.length, prediction.detections.classes.length]).toEqual([0, 0]);
});

test('returns no predictions for no images', async () => {
  expect(await build().predict([])).toEqual([]);
});

test('predicts the same twice, without dropout', async () => {
  const predictor = build();
  expect(await predictor.predict([two])).toEqual(await predictor.predict([two]));
});

test.each([
  ['pose', { stages: [{ ...stage, hoi: null }] }, [true, false]],
  [
    'actions',
    { initialPose: null, stages: [{ hoi: { ...stage.hoi, kind: 'multi-task' }, pose: null }] },
    [false, true],
  ],
] as const)('outputs only the tasks of a model of %s', async (_, changes, [pose, hoi]) => {
  const [{ stages }] = await build(changes as unknown as ModelInput).predict([two]);
  expect([stages[1].keypoints !== null, stages[1].out !== null]).toEqual([pose, hoi]);
});

test('predicts images of different sizes in their order, the same as alone', async () => {
  const predictor = build();
  const small: PredictorInput = {
    ...one,
    image: { width: 21, height: 30, data: new Uint8Array(3 * 21 * 30).fill(90) },
  };
  const together = await predictor.predict([two, small, nobody]);
  expect(together.map(({ imageId }) => imageId)).toEqual([1, 2, 3]);
  const [alone] = await predictor.predict([small]);
  expectClose(together[1].stages[2].keypoints!, alone.stages[2].keypoints!);
});

test('leaves no tensor behind', async () => {
  const predictor = build();
  const before = tf.memory().numTensors;
  await predictor.predict([two, nobody]);
  expect(tf.memory().numTensors).toBe(before);
});

test('pose NMS leaves one pose of two people in one box, and both people', async () => {
  const twice = input(5, found([left, 0, 0.9], [left, 0, 0.8], [right, 0, 0.7]));
  const model = tinyModel({});
  const width = 17 * 3;
  const poses = async (nms: PoseNmsOptions | null) => {
    const [prediction] = await new Predictor(model, {}, {}, { nms }).predict([twice]);
    expect(prediction.people).toHaveLength(3);
    const keypoints = prediction.stages[2].keypoints!;
    return [0, 1, 2].map((row) => [...keypoints.subarray(row * width, (row + 1) * width)]);
  };
  const [free, suppressed] = [await poses(null), await poses(POSE_NMS)];
  expect(free[0]).toEqual(free[1]);
  expect(suppressed[1]).toEqual(new Array(width).fill(0));
  for (const row of [0, 2]) expectClose(Float32Array.from(suppressed[row]), free[row]);
});
