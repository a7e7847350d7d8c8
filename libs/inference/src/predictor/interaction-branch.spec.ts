import {
  boxAt,
  createRng,
  definePlugin,
  type Detections,
  HOI_MODULES,
  pluginModule,
} from '@turbo-hoi/core';
import { expectNoLeak } from '@turbo-hoi/testing';
import {
  type ModelBatch,
  modelModules,
  type TurboModel,
  TurboPipeline,
} from '@turbo-hoi/turbo-loop';
import { toRois } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import { Container } from 'inversify';
import { z } from 'zod';
import { InteractionBranch } from '../testing/interaction-branch';
import { noise, tinyDataset } from '../testing/tiny-model';
import { scoreTriplets } from '../triplets/score-triplets';
import { Predictor } from './predictor';

const interactions = definePlugin(HOI_MODULES, {
  kind: 'interactions',
  schema: z.strictObject({}),
  create: (_, context) => new InteractionBranch(context),
});

const COLUMNS = tinyDataset.actions.columns.length;
const OBJ = 2;
const found: Detections = {
  boxes: Float32Array.of(2, 2, 14, 22, 16, 4, 30, 23, 12, 10, 18, 16, 20, 1, 28, 9),
  scores: Float32Array.of(0.9, 0.8, 0.7, 0.6),
  classes: Int32Array.of(0, 0, 1, 1),
};
const image = noise(1);

function build(): TurboModel {
  const container = new Container();
  container.load(...modelModules, pluginModule(interactions));
  const stage = { hoi: { kind: 'interactions' }, pose: null, mask: { kind: 'none' } };
  return new TurboPipeline({
    container,
    config: {
      stem: { kind: 'small', widths: [4, 4, 4], blocks: [0, 0], channels: 6, groups: 2 },
      roi: { side: 3, context: null },
      initialPose: null,
      objectBranch: null,
      stages: [stage, stage],
    },
    dataset: tinyDataset,
    rng: createRng(0),
  }).build();
}

/** Both people, all four objects, all pairs: the first person hits the second ball. */
function batch(): ModelBatch {
  const pairs = [0, 1].flatMap((person) => [0, 1, 2, 3].map((object) => ({ person, object })));
  const isHit = ({ person, object }: (typeof pairs)[number]) => person === 0 && object === 3;
  const isPair = ({ person, object }: (typeof pairs)[number]) => person !== object;
  const labels = pairs.flatMap((pair) =>
    Array.from({ length: COLUMNS }, (_, column) => Number(isHit(pair) && column === OBJ)),
  );
  const valid = tf.tensor1d(pairs.map((pair) => Number(isPair(pair))));
  const rois = () => toRois(found.boxes, new Int32Array(4), 1);
  return {
    images: tf.tensor4d(Float32Array.from(image.data), [1, image.height, image.width, 3]),
    people: toRois(found.boxes.slice(0, 8), new Int32Array(2), 1),
    valid: tf.ones([2]),
    hoi: {
      labels: tf.tensor2d([0, 0, 1, 1, 0, 0], [2, COLUMNS]),
      annotated: tf.ones([2]),
      offsets: tf.zeros([2, 4 * COLUMNS]),
      located: tf.zeros([2, COLUMNS]),
      pairs: { labels: tf.tensor2d(labels, [pairs.length, COLUMNS]), valid },
    },
    pose: { cells: tf.zeros([2, 17], 'int32'), visible: tf.zeros([2, 17]) },
    proposals: rois(),
    detection: {
      classes: tf.zeros([4], 'int32'),
      valid: tf.ones([4]),
      deltas: tf.zeros([4, 4]),
    },
    objects: {
      rois: rois(),
      classes: tf.tensor1d(found.classes, 'int32'),
      scores: tf.tensor1d(found.scores),
    },
    pairs: {
      person: tf.tensor1d(
        pairs.map(({ person }) => person),
        'int32',
      ),
      object: tf.tensor1d(
        pairs.map(({ object }) => object),
        'int32',
      ),
      valid,
    },
  };
}

const context = () => ({ training: true, rng: createRng(1) });

function learn(model: TurboModel, given: ModelBatch, steps: number): number[] {
  const optimizer = tf.train.adam(0.05);
  const variables = [...model.parameters.trainable().values()];
  return Array.from({ length: steps }, () => {
    const loss = optimizer.minimize(() => model.loss(given, context()).total, true, variables)!;
    return loss.dataSync()[0];
  });
}

test('trains an interaction branch on pairs, whose scores choose and weight targets', async () => {
  const model = build();
  const given = batch();
  const losses = learn(model, given, 80);
  expect(losses.at(-1)!).toBeLessThan(0.1 * losses[0]);
  const parts = model.loss(given, context()).parts.map(({ name }) => name);
  expect(parts).toContain('stage2.pair');

  const [prediction] = await new Predictor(model).predict([
    { imageId: 1, image, detections: found },
  ]);
  expect([...prediction.pairs!.person]).toEqual([0, 0, 0, 1, 1, 1]);
  expect([...prediction.pairs!.object]).toEqual([1, 2, 3, 0, 2, 3]);
  const scores = prediction.stages[2].pairs!.actions;
  expect(scores).toHaveLength(6 * COLUMNS);
  const hit = scores[2 * COLUMNS + OBJ];
  expect(hit).toBeGreaterThan(0.8);
  expect(scores[1 * COLUMNS + OBJ]).toBeLessThan(0.2);

  const triplets = scoreTriplets(prediction, 2, tinyDataset, { sigma: 1000 })!;
  expect(triplets.targets[OBJ]).toBe(3);
  expect([...triplets.roleBoxes.subarray(4 * OBJ, 4 * OBJ + 4)]).toEqual(boxAt(found.boxes, 3));
  // σ is so large that g is 1.
  expect(triplets.roleScores[OBJ]).toBeCloseTo(0.9 * 0.6 * hit, 3);
});

test('predicts no pairs for images without people or objects, also in a batch with others', async () => {
  const model = build();
  const nothing = {
    boxes: new Float32Array(),
    scores: new Float32Array(),
    classes: new Int32Array(),
  };
  const inputs = [nothing, found, nothing].map((detections, imageId) => ({
    imageId,
    image,
    detections,
  }));
  const [first, second, third] = await new Predictor(model).predict(inputs);
  const [alone] = await new Predictor(model).predict([inputs[1]]);
  expect([first, third].map(({ stages }) => stages[1].pairs!.actions.length)).toEqual([0, 0]);
  expect(first.pairs!.person).toHaveLength(0);
  second.stages[1].pairs!.actions.forEach((score, i) =>
    expect(score).toBeCloseTo(alone.stages[1].pairs!.actions[i], 5),
  );
  const [empty] = await new Predictor(model).predict([inputs[0]]);
  expect(empty.stages[2].pairs!.actions).toHaveLength(0);
});

test('passes fields of detections to the model as rows of its people', async () => {
  const model = build();
  const stages = jest.spyOn(model, 'stages');
  const detections = { ...found, classes: Int32Array.of(1, 0, -1, 0) };
  const height = { data: Float32Array.of(1, 2, 3, 4), shape: [] };
  await new Predictor(model).predict([{ imageId: 1, image, detections, fields: { height } }]);
  const [, , , around] = stages.mock.calls[0];
  expect(Object.keys(around!.fields!)).toEqual(['height']);
  expect(around!.fields!.height.shape).toEqual([2]);
  const objectsAlone = { ...found, classes: Int32Array.of(1, 1, 1, 1) };
  const inputs = [detections, objectsAlone].map((one, imageId) => ({
    imageId,
    image,
    detections: one,
  }));
  await expect(
    new Predictor(model).predict([{ ...inputs[0], fields: { height } }, inputs[1]]),
  ).rejects.toThrow('an image lacks the field "height"');
});

test('lists the inputs that the modules need and names missing ones', () => {
  const model = build();
  expect(model.needs).toEqual({
    objects: true,
    pairs: true,
    detections: false,
    layout: false,
  });
  const without = { ...batch(), objects: undefined, pairs: undefined };
  expect(() => model.loss(without, context())).toThrow(
    expect.objectContaining({
      kind: 'usage',
      message: expect.stringContaining('got no objects and no pairs'),
    }),
  );
});

test('leaves no tensor behind', () => {
  const model = build();
  const given = batch();
  expectNoLeak(() => {
    const { total, parts } = model.loss(given, context());
    return [total, ...parts.map(({ value }) => value)];
  });
});
