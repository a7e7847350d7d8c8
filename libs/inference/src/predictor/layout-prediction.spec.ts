import { createRng, type Detections, type XyxyBox } from '@turbo-hoi/core';
import { modelModules, type TurboModel, TurboPipeline } from '@turbo-hoi/turbo-loop';
import * as tf from '@tensorflow/tfjs';
import { Container } from 'inversify';
import { tinyDataset } from '../testing/tiny-model';
import { Predictor, type PredictorInput } from './predictor';

const [PERSON, BALL, CHAIR] = [0, 1, 2];
/** Balls are targets, people and chairs are not. */
const dataset = {
  ...tinyDataset,
  objectClasses: ['person', 'ball', 'chair'],
  targetClasses: [[], [BALL], [BALL]],
};

function build(): TurboModel {
  const container = new Container();
  container.load(...modelModules);
  const stage = {
    hoi: { kind: 'pair-context', width: 8, pairWidth: 8, classWidth: 4, heads: 2 },
    pose: { kind: 'skeleton', channels: 8, hidden: 8 },
    mask: { kind: 'channel' },
  };
  return new TurboPipeline({
    container,
    config: {
      stem: { kind: 'layout', channels: 8, classWidth: 4, hidden: 8 },
      roi: { side: 1, context: null },
      initialPose: { kind: 'skeleton', channels: 8 },
      objectBranch: null,
      stages: [stage, stage],
    },
    dataset,
    rng: createRng(0),
  }).build();
}

type Entry = readonly [box: XyxyBox, category: number, score?: number];

function found(...entries: readonly Entry[]): Detections {
  const skeleton = ([[x1, y1, x2, y2], category]: Entry) =>
    Array.from({ length: 51 }, (_, i) =>
      category === PERSON ? [(x1 + 2 * x2) / 3, (3 * y1 + y2) / 4, 0.75][i % 3] : 0,
    );
  return {
    boxes: Float32Array.from(entries.flatMap(([box]) => box)),
    scores: Float32Array.from(entries, ([, , score = 0.9]) => score),
    classes: Int32Array.from(entries, ([, category]) => category),
    keypoints: Float32Array.from(entries.flatMap(skeleton)),
  };
}

/** An image without pixels. */
const input = (imageId: number, detections: Detections, width = 32): PredictorInput => ({
  imageId,
  image: { data: new Uint8Array(0), width, height: 24 },
  detections,
});

const left: XyxyBox = [2, 2, 14, 22];
const right: XyxyBox = [16, 4, 30, 23];
const small: XyxyBox = [12, 10, 18, 16];
const scene = found([left, PERSON], [right, PERSON, 0.8], [small, BALL], [[0, 0, 9, 9], CHAIR]);

test('pairs people with objects that can be targets, in pixels of the image and without pixels', async () => {
  const model = build();
  const [{ people, pairs, stages, detections }] = await new Predictor(model).predict([
    input(1, scene),
  ]);
  expect([[...people], [...pairs!.person], [...pairs!.object]]).toEqual([
    [0, 1],
    [0, 1],
    [2, 2],
  ]);
  expect(detections.keypoints).toEqual(scene.keypoints);
  for (const stage of stages.slice(1)) expect(stage.pairs!.actions).toHaveLength(2 * 3);
  // Stage 0 is the detector's skeleton.
  expect([...stages[0].keypoints!.subarray(0, 3)]).toEqual([10, 7, 0.75]);
  expect(stages[2].keypoints).toHaveLength(2 * 51);
});

test('a result does not depend on the other images of a call', async () => {
  const model = build();
  const predictor = new Predictor(model);
  const wide = input(2, found([right, PERSON], [[1, 1, 5, 5], BALL], [small, BALL]), 64);
  const inputs = [input(1, scene), wide, input(3, found())];
  const together = await predictor.predict(inputs);
  for (const [i, one] of inputs.entries()) {
    const [alone] = await predictor.predict([one]);
    expect(together[i].imageId).toBe(one.imageId);
    alone.stages[2].pairs!.actions.forEach((score, at) =>
      expect(together[i].stages[2].pairs!.actions[at]).toBeCloseTo(score, 5),
    );
    alone.stages[2].keypoints!.forEach((place, at) =>
      expect(together[i].stages[2].keypoints![at]).toBeCloseTo(place, 3),
    );
  }
});

test('the model receives sizes of images, skeletons and which detections are people', async () => {
  const model = build();
  const run = model.stages.bind(model);
  let seen: number[][] = [];
  jest.spyOn(model, 'stages').mockImplementation((map, people, context, around) => {
    const { layout, objects } = around!;
    seen = [layout!.sizes, layout!.own].map((tensor) => [...tensor.dataSync()]);
    expect(map.shape.slice(0, 3)).toEqual([3, 1, 1]);
    expect(objects!.keypoints!.shape).toEqual([6, 17, 3]);
    expect([...objects!.keypoints!.dataSync()].slice(51 * 4)).toEqual([
      ...found([right, PERSON]).keypoints!,
      ...Array<number>(51).fill(0),
    ]);
    return run(map, people, context, around);
  });
  const last = found([right, PERSON], [small, BALL]);
  await new Predictor(model).predict([input(1, scene), input(2, found()), input(3, last, 64)]);
  expect(seen).toEqual([
    [32, 24, 32, 24, 64, 24],
    [0, 1, 4],
  ]);
});

const many = Array.from({ length: 100 }, (_, i): Entry => [
  [i, 0, i + 9, 20],
  PERSON,
  0.9 - i / 200,
]);

test.each<[string, Entry[], number, number]>([
  ['nothing', [], 0, 0],
  ['objects alone', [[small, BALL]], 0, 0],
  ['people alone', [[left, PERSON]], 1, 0],
  ['100 people and a ball', [...many, [small, BALL]], 100, 100],
])('predicts for %s, without a leak', async (_, entries, people, pairs) => {
  const model = build();
  const predictor = new Predictor(model, { maxPeople: 200 });
  const before = tf.memory().numTensors;
  const [prediction] = await predictor.predict([input(1, found(...entries))]);
  expect(tf.memory().numTensors).toBe(before);
  expect([prediction.people.length, prediction.pairs!.person.length]).toEqual([people, pairs]);
  const { pairs: scores, keypoints } = prediction.stages[2];
  expect([scores!.actions.length, keypoints!.length]).toEqual([3 * pairs, 51 * people]);
  expect([...scores!.actions, ...keypoints!].every(Number.isFinite)).toBe(true);
});

test('people without skeletons have scores and poses', async () => {
  const { keypoints, ...boxes } = scene;
  expect(keypoints).toHaveLength(4 * 51);
  const [{ stages }] = await new Predictor(build()).predict([input(1, boxes)]);
  expect([...stages[0].keypoints!].filter((_, i) => i % 3 === 2)).toEqual(Array(34).fill(0));
  expect(stages[2].pairs!.actions.every(Number.isFinite)).toBe(true);
});
