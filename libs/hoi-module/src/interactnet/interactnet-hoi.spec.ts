import { join } from 'node:path';
import {
  createRng,
  HOI_MODULES,
  type HoiInput,
  type HoiTargets,
  selectPlugin,
} from '@turbo-hoi/core';
import { ParameterStore, toRois } from '@turbo-hoi/nn';
import {
  expectArray,
  expectClose,
  expectNoLeak,
  formulaValues,
  golden,
  type GoldenArray,
  goldenTensor,
} from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { Container } from 'inversify';
import { hoiModule } from '../hoi.module';
import { DATASET, DIMS, PLAIN } from '../testing/tiny-hoi';

interface Golden {
  readonly targets: Readonly<
    Record<
      | 'labels'
      | 'annotated'
      | 'offsets'
      | 'located'
      | 'person'
      | 'object'
      | 'pairLabels'
      | 'pairValid',
      GoldenArray
    >
  >;
  readonly actions: GoldenArray;
  readonly offsets: GoldenArray;
  readonly pairs: GoldenArray;
  readonly positivePairs: number;
  readonly losses: Readonly<Record<'action' | 'target' | 'pair', number>>;
  readonly byPeople: GoldenArray;
  readonly byObjects: GoldenArray;
  /** Length of each parameter's gradient, and its component along cos(0), cos(1), … */
  readonly gradients: Readonly<Record<string, readonly [number, number]>>;
}

// Made by tools/golden/rivals.py in float64.
const expected = golden<Golden>(join(__dirname, '__golden__/interactnet.json'));
const { targets: given } = expected;
const OBJECTS = 4;

function build(options: object = {}) {
  const container = new Container();
  container.load(hoiModule);
  const parameters = new ParameterStore(createRng(0));
  const config = { kind: 'interactnet', ...PLAIN, actionLoss: 'mean', ...options };
  const context = { parameters, dims: DIMS, dataset: DATASET };
  const hoi = selectPlugin(container, HOI_MODULES, config, 'stages[0].hoi').create(context);
  return { hoi, parameters };
}

/** With the parameters of the golden file. */
function trained() {
  const built = build();
  const values = [...built.parameters.entries()].map(([name, { shape }]) => {
    return [name, { shape, data: formulaValues(name, shape) }] as const;
  });
  built.parameters.load(new Map(values));
  return built;
}

const regions = (name: string, rows: number) =>
  tf.tensor4d(formulaValues(name, [rows, 2, 2, 3]), [rows, 2, 2, 3]);
const people = regions('people', 3);
const seen = regions('objects', OBJECTS);
const boxes = (rows: number) => tf.tile(tf.tensor2d([[0, 0, 8, 8]]), [rows, 1]) as Tensor2D;

const input = (roi: Tensor4D = people, features: Tensor4D = seen): HoiInput => ({
  roi,
  context: null,
  pose: null,
  previous: null,
  objects: {
    rois: toRois(boxes(OBJECTS).dataSync() as Float32Array, new Int32Array(OBJECTS), 1),
    classes: tf.tensor1d([0, 1, 1, 1], 'int32'),
    scores: tf.ones([OBJECTS]),
    features,
    detected: null,
  },
  pairs: {
    person: tf.cast(goldenTensor<Tensor1D>(given.person), 'int32'),
    object: tf.cast(goldenTensor<Tensor1D>(given.object), 'int32'),
    valid: null,
  },
  fields: {},
  boxes: boxes(roi.shape[0]),
});

const targets: HoiTargets = {
  labels: goldenTensor(given.labels),
  annotated: goldenTensor(given.annotated),
  offsets: goldenTensor(given.offsets),
  located: goldenTensor(given.located),
  pairs: { labels: goldenTensor(given.pairLabels), valid: goldenTensor(given.pairValid) },
};
const context = (training = false) => ({ training, rng: createRng(0), valid: null });

describe('beside PyTorch', () => {
  const { hoi, parameters } = trained();
  const total = (given: HoiInput) =>
    tf.addN(
      hoi
        .loss(hoi.forward(given, context()), targets)
        .map(({ value, weight = 1 }) => tf.mul(value, weight)),
    ) as tf.Scalar;

  it('scores people, their targets and pairs alike', () => {
    const { out, pairs } = hoi.forward(input(), context());
    expectArray(out.actions, expected.actions);
    expectArray(out.offsets, expected.offsets);
    expectArray(pairs!.actions, expected.pairs);
  });

  it('has the same losses, of weights 2, 1 and 1', () => {
    const losses = hoi.loss(hoi.forward(input(), context()), targets);
    expect(losses.map(({ name, weight }) => [name, weight])).toEqual([
      ['action', 2],
      ['target', 1],
      ['pair', 1],
    ]);
    for (const { name, value } of losses) {
      expectClose(value, [expected.losses[name as keyof Golden['losses']]]);
    }
  });

  it('has the same gradients', () => {
    const tolerance = { relative: 1e-4, absolute: 1e-5 };
    const [byPeople, byObjects] = tf.grads((roi: tf.Tensor, features: tf.Tensor) =>
      total(input(roi as Tensor4D, features as Tensor4D)),
    )([people, seen]);
    expectArray(tf.reshape(byPeople, expected.byPeople.shape), expected.byPeople, tolerance);
    expectArray(tf.reshape(byObjects, expected.byObjects.shape), expected.byObjects, tolerance);
    const { grads } = tf.variableGrads(() => total(input()));
    expect([...parameters.trainable().keys()].sort()).toEqual(
      Object.keys(expected.gradients).sort(),
    );
    for (const [name, variable] of parameters.trainable()) {
      const gradient = tf.reshape(grads[variable.name], [-1]);
      const along = tf.sum(tf.mul(gradient, tf.cos(tf.range(0, gradient.size, 1, 'float32'))));
      const found = [tf.norm(gradient).dataSync()[0], along.dataSync()[0]];
      expectClose(found, [...expected.gradients[name]], tolerance);
    }
  });
});

test('asks for pairs and for regions of objects in the form of people', () => {
  expect(build().hoi.needs).toEqual({ objects: 'people', pairs: true });
});

test('learns from positive pairs alone', () => {
  const { hoi } = trained();
  expect(expected.positivePairs).toBeGreaterThan(1);
  const features = hoi.forward(input(), context());
  const pairOf = (pairs: HoiTargets['pairs']) =>
    hoi.loss(features, { ...targets, pairs }).find(({ name }) => name === 'pair')!.value;
  const none = { ...targets.pairs!, labels: tf.zerosLike(targets.pairs!.labels) };
  expectClose(pairOf(none), [0]);
});

test('initially predicts the base rate for people and for pairs', () => {
  const { out, pairs } = build({ baseRate: 0.2 }).hoi.forward(input(), context());
  for (const logits of [out.actions, pairs!.actions]) {
    for (const score of tf.sigmoid(logits).dataSync()) {
      expect(Math.abs(score - 0.2)).toBeLessThan(0.05);
    }
  }
});

test('sums the actions over columns if asked to', () => {
  const weights = build({ actionLoss: 'sum' })
    .hoi.loss(trained().hoi.forward(input(), context()), targets)
    .map(({ weight }) => weight);
  expect(weights).toEqual([2 * 5, 1, 5]);
});

test('object rows without an object do not change the statistics of the others', () => {
  const forward = (last: number) => {
    const { hoi } = build({ standardize: true });
    const rows = tf.concat([tf.slice(seen, 0, 3), tf.fill([1, 2, 2, 3], last)]) as Tensor4D;
    const given = input(people, rows);
    const classes = tf.tensor1d([0, 1, 1, -1], 'int32');
    const objects = { ...given.objects!, classes };
    const { pairs } = hoi.forward({ ...given, objects }, context(true));
    return [...tf.slice(pairs!.actions, 0, 3).dataSync()];
  };
  expect(forward(1000)).toEqual(forward(0));
});

test('fits a batch', () => {
  const { hoi, parameters } = build({ width: 32 });
  const optimizer = tf.train.adam(0.02);
  const given = input();
  const loss = () =>
    tf.addN(
      hoi
        .loss(hoi.forward(given, context(true)), targets)
        .map(({ value, weight = 1 }) => tf.mul(value, weight)),
    ) as tf.Scalar;
  const [before] = loss().dataSync();
  const variables = [...parameters.trainable().values()];
  for (let step = 0; step < 60; step++) optimizer.minimize(loss, false, variables);
  expect(loss().dataSync()[0]).toBeLessThan(0.3 * before);
  optimizer.dispose();
});

test('leaves no tensor behind', () => {
  const { hoi } = build({ dropout: 0.5, layerNorm: true, standardize: true });
  const one = input();
  expectNoLeak(() => hoi.forward(one, context(true)));
});

test('an image without people or objects has losses of 0', () => {
  const { hoi } = build();
  const features = hoi.forward(input(), context());
  const nothing: HoiTargets = {
    labels: tf.zerosLike(targets.labels),
    annotated: tf.zerosLike(targets.annotated),
    offsets: targets.offsets,
    located: tf.zerosLike(targets.located),
    pairs: {
      labels: tf.zerosLike(targets.pairs!.labels),
      valid: tf.zerosLike(targets.pairs!.valid),
    },
  };
  for (const { value } of hoi.loss(features, nothing)) expectClose(value, [0]);
});
