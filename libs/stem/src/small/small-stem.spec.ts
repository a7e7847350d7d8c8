import { createRng, selectPlugin, STEMS } from '@turbo-hoi/core';
import { ParameterStore } from '@turbo-hoi/nn';
import { checkGradients, expectNoLeak } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { Container } from 'inversify';
import { stemModule } from '../stem.module';
import { SmallStem } from './small-stem';

const options = { widths: [4, 4, 8], blocks: [1, 1], channels: 6, groups: 2 } as const;

const build = () => {
  const parameters = new ParameterStore(createRng(0));
  return { parameters, stem: new SmallStem(parameters.scope('stem'), options) };
};

const noise = (shape: [number, number, number, number], seed = 1) => {
  const rng = createRng(seed);
  const size = shape.reduce((a, b) => a * b);
  return tf.tensor4d(
    Float32Array.from({ length: size }, () => rng.int(256)),
    shape,
  );
};

test('maps an image to a quarter of its sides', () => {
  const { stem } = build();
  expect(stem.features(noise([2, 16, 24, 3])).shape).toEqual([2, 4, 6, 6]);
  expect([stem.channels, stem.stride]).toEqual([6, 4]);
});

test('an image does not depend on its neighbours in the batch', () => {
  const { stem } = build();
  const [a, b] = [noise([1, 16, 16, 3], 1), noise([1, 16, 16, 3], 2)];
  const [together] = tf.split(stem.features(tf.concat([a, b])), 2);
  const alone = stem.features(a).dataSync();
  together.dataSync().forEach((value, i) => expect(value).toBeCloseTo(alone[i], 4));
});

test('black, white and flat images give finite features', () => {
  const { stem } = build();
  for (const value of [0, 127, 255]) {
    const map = stem.features(tf.fill([1, 16, 16, 3], value));
    expect(map.dataSync().every(Number.isFinite)).toBe(true);
  }
});

test('every parameter gets a gradient, and the gradient by the image equals finite differences', () => {
  const { parameters, stem } = build();
  const image = noise([1, 8, 8, 3]);
  const { grads } = tf.variableGrads(() => tf.sum(tf.square(stem.features(image))));
  for (const [name, variable] of parameters.trainable()) {
    expect([name, tf.max(tf.abs(grads[variable.name])).dataSync()[0] > 0]).toEqual([name, true]);
  }
  // Small steps in pixel values, which the stem scales by 4/255.
  checkGradients((x) => tf.mean(tf.tanh(stem.features(x as tf.Tensor4D))), [image], {
    step: 0.2,
    perElement: 0,
    absolute: 1e-5,
    relative: 5e-2,
  });
});

test('leaves no tensor behind', () => {
  const { stem } = build();
  const image = noise([1, 16, 16, 3]);
  expectNoLeak(() => stem.features(image));
});

test.each([
  [{ channels: 32 }, /stem\.channels: expected more channels/],
  [{ groups: 5 }, /stem\.groups: expected a divisor/],
  [{ widths: [8, 8] }, /stem\.widths/],
  [{ depth: 50 }, /stem.*depth/],
])('refuses %p', (wrong, message) => {
  const container = new Container();
  container.load(stemModule);
  expect(() => selectPlugin(container, STEMS, { kind: 'small', ...wrong }, 'stem')).toThrow(
    message,
  );
});
