import { join } from 'node:path';
import {
  createRng,
  HOI_MODULES,
  type HoiInput,
  type HoiTargets,
  selectPlugin,
} from '@turbo-hoi/core';
import { ParameterStore } from '@turbo-hoi/nn';
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
import { Container } from 'inversify';
import { hoiModule } from '../hoi.module';
import { DATASET, DIMS, PLAIN } from '../testing/tiny-hoi';

interface Golden {
  readonly actions: GoldenArray;
  readonly loss: number;
  /** Length of each parameter's gradient, and its component along cos(0), cos(1), … */
  readonly gradients: Readonly<Record<string, readonly [number, number]>>;
  readonly places: Readonly<Record<'mean' | 'deviation', GoldenArray>>;
}

// Made by tools/golden/rivals.py in float64; the targets are those of InteractNet.
const expected = golden<Golden>(join(__dirname, '__golden__/gupta-malik.json'));
const { targets: given } = golden<{
  targets: Record<'labels' | 'annotated' | 'offsets' | 'located', GoldenArray>;
}>(join(__dirname, '../interactnet/__golden__/interactnet.json'));

const PEOPLE = 3;
const COLUMNS = 5;
const targets: HoiTargets = {
  labels: goldenTensor(given.labels),
  annotated: goldenTensor(given.annotated),
  offsets: goldenTensor(given.offsets),
  located: goldenTensor(given.located),
};
const roi = tf.tensor4d(formulaValues('people', [PEOPLE, 2, 2, 3]), [PEOPLE, 2, 2, 3]);
const input: HoiInput = {
  roi,
  context: null,
  pose: null,
  previous: null,
  objects: null,
  pairs: null,
  fields: {},
  boxes: tf.zeros([PEOPLE, 4]),
};
const context = { training: false, rng: createRng(0), valid: null };

/** With the parameters of the golden file, and places that nothing was added to. */
function build(options: object = {}) {
  const container = new Container();
  container.load(hoiModule);
  const parameters = new ParameterStore(createRng(0));
  const config = { kind: 'gupta-malik', ...PLAIN, actionLoss: 'mean', ...options };
  const context = { parameters, dims: DIMS, dataset: DATASET };
  const hoi = selectPlugin(container, HOI_MODULES, config, 'stages[0].hoi').create(context);
  for (const [name, variable] of parameters.trainable()) {
    variable.assign(tf.tensor(formulaValues(name, variable.shape), variable.shape));
  }
  return { hoi, parameters };
}

const placesOf = ({ hoi }: ReturnType<typeof build>) => {
  const { offsets, deviations } = hoi.forward(input, context).out;
  return { mean: [...offsets.dataSync()], deviation: [...deviations.dataSync()] };
};
/** A row of the golden file for each person. */
const forEveryone = ({ data }: GoldenArray) =>
  Array<number[]>(PEOPLE)
    .fill([...data])
    .flat();

describe('beside PyTorch', () => {
  const { hoi, parameters } = build();
  const loss = () => hoi.loss(hoi.forward(input, context), targets)[0];

  it('scores agents alike', () => {
    expectArray(hoi.forward(input, context).out.actions, expected.actions);
    expectClose(loss().value, [expected.loss]);
  });

  it('has the same gradients, none by the places of targets', () => {
    const variables = [...parameters.trainable().values()];
    const { grads } = tf.variableGrads(() => loss().value, variables);
    expect([...parameters.trainable().keys()].sort()).toEqual(
      Object.keys(expected.gradients).sort(),
    );
    for (const [name, variable] of parameters.trainable()) {
      const gradient = tf.reshape(grads[variable.name], [-1]);
      const along = tf.sum(tf.mul(gradient, tf.cos(tf.range(0, gradient.size, 1, 'float32'))));
      const found = [tf.norm(gradient).dataSync()[0], along.dataSync()[0]];
      expectClose(found, [...expected.gradients[name]], { relative: 1e-4, absolute: 1e-5 });
    }
  });
});

describe('places of targets', () => {
  it('are mean and deviation of those that the loss was given', () => {
    const built = build();
    built.hoi.loss(built.hoi.forward(input, context), targets);
    const { mean, deviation } = placesOf(built);
    expectClose(mean, forEveryone(expected.places.mean));
    expectClose(deviation, forEveryone(expected.places.deviation));
  });

  it('are the same for targets that come in two steps', () => {
    const [once, twice] = [build(), build()];
    const features = once.hoi.forward(input, context);
    once.hoi.loss(features, targets);
    const half = (first: number) => ({
      ...targets,
      located: tf.mul<tf.Tensor2D>(targets.located, tf.tensor2d([[first], [1 - first], [0]])),
    });
    for (const first of [0, 1]) twice.hoi.loss(features, half(first));
    expectClose(placesOf(twice).mean, placesOf(once).mean);
    expectClose(placesOf(twice).deviation, placesOf(once).deviation);
  });

  it('are those of a standard normal before any target', () => {
    const { mean, deviation } = placesOf(build());
    expect(new Set(mean)).toEqual(new Set([0]));
    expect(new Set(deviation)).toEqual(new Set([1]));
  });

  it('do not read unused targets', () => {
    const built = build();
    const used = tf.reshape(targets.located, [PEOPLE, COLUMNS, 1]);
    const codes = tf.reshape(targets.offsets, [PEOPLE, COLUMNS, 4]);
    const holes = tf.where(tf.greater(used, 0), codes, tf.fill(codes.shape, NaN));
    const offsets = tf.reshape(holes, [PEOPLE, 4 * COLUMNS]) as tf.Tensor2D;
    built.hoi.loss(built.hoi.forward(input, context), { ...targets, offsets });
    expectClose(placesOf(built).mean, forEveryone(expected.places.mean));
  });
});

test('the message has H_mid, actions, places and deviations', () => {
  const { hoi } = build();
  expect(hoi.forward(input, context).message.shape).toEqual([PEOPLE, 6 + 5 + 20 + 20]);
  expect(hoi.needs).toBeUndefined();
});

test('leaves no tensor behind', () => {
  const { hoi } = build({ layerNorm: true, standardize: true });
  const features = hoi.forward(input, context);
  expectNoLeak(() => hoi.forward(input, { ...context, training: true }));
  expectNoLeak(() => hoi.loss(features, targets)[0].value);
});
