import { selectPlugin, STEMS } from '@turbo-hoi/core';
import { expectClose, expectNoLeak } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { Container } from 'inversify';
import { stemModule } from '../stem.module';
import { FormulaParameters, formulaImage } from '../testing/formula-parameters';
import { useWasm } from '../testing/use-wasm';
import { ResNetC4Stem } from './resnet-c4-stem';

useWasm();

const parameters = new FormulaParameters();
const build = (frozenStages: number) => new ResNetC4Stem(parameters, { depth: 50, frozenStages });
const image = () => tf.tensor4d(formulaImage(16, 16), [1, 16, 16, 3], 'float32');

const trainable = (frozenStages: number) => {
  const own = new FormulaParameters();
  new ResNetC4Stem(own, { depth: 50, frozenStages });
  const learning = [...own.variables].filter(([, { trainable }]) => trainable);
  own.dispose();
  return learning.map(([name]) => name);
};

afterAll(() => parameters.dispose());

test('has stride 16 and 1024 channels', () => {
  const stem = build(2);
  expect(stem.features(image()).shape).toEqual([1, 1, 1, 1024]);
  expect([stem.stride, stem.channels]).toEqual([16, 1024]);
});

test('the padding colour normalises to zero', () => {
  expectClose(build(2).padColor, [123.675, 116.28, 103.53]);
});

test('an image does not depend on its neighbours in the batch', () => {
  const stem = build(2);
  const [alone, other] = [image(), tf.zeros<tf.Rank.R4>([1, 16, 16, 3])];
  const [, together] = tf.split(stem.features(tf.concat([other, alone])), 2);
  expectClose(together, stem.features(alone).dataSync());
});

test('freezes the given number of parts from the input on, and every normalisation', () => {
  const first = (frozenStages: number) => trainable(frozenStages)[0];
  expect([0, 1, 2, 3].map(first)).toEqual([
    'conv1.weight',
    'layer1.0.conv1.weight',
    'layer2.0.conv1.weight',
    'layer3.0.conv1.weight',
  ]);
  expect(trainable(4)).toEqual([]);
  expect(trainable(0).every((name) => /(conv\d|downsample\.0)\.weight$/.test(name))).toBe(true);
  expect(trainable(0)).toHaveLength(1 + 3 * 13 + 3);
});

test('every part that is not frozen gets a gradient, the others none', () => {
  const own = new FormulaParameters();
  const stem = new ResNetC4Stem(own, { depth: 50, frozenStages: 3 });
  const loss = () => tf.mean<tf.Scalar>(tf.square(stem.features(image())));
  const { grads } = tf.variableGrads(loss);
  const learning = [...own.variables].filter(([, { trainable }]) => trainable);
  for (const [name, variable] of learning) {
    expect([name, tf.max(tf.abs(grads[variable.name])).dataSync()[0] > 0]).toEqual([name, true]);
  }
  expect(Object.keys(grads)).toHaveLength(learning.length);
  expect(learning).toHaveLength(3 * 6 + 1);
  own.dispose();
});

test('leaves no tensor behind', () => {
  const stem = build(1);
  const once = image();
  expectNoLeak(() => stem.features(once));
});

test.each([
  [{ kind: 'resnet-c4', depth: 34 }, /stem\.depth/],
  [{ kind: 'resnet-c4', frozenStages: 5 }, /stem\.frozenStages/],
  [{ kind: 'resnet-fpn', level: 7 }, /stem\.level/],
])('refuses %p', (wrong, message) => {
  const container = new Container();
  container.load(stemModule);
  expect(() => selectPlugin(container, STEMS, wrong, 'stem')).toThrow(message);
});

test('running blocks again for their gradients changes neither features nor gradients', () => {
  const pass = (recompute: boolean) => {
    const own = new FormulaParameters();
    const stem = new ResNetC4Stem(own, { depth: 50, frozenStages: 3, recompute });
    const { value, grads } = tf.variableGrads(() => tf.mean(tf.square(stem.features(image()))));
    const numbers = [value, ...Object.values(grads)].map((tensor) => [...tensor.dataSync()]);
    tf.dispose([value, grads]);
    own.dispose();
    return numbers;
  };
  expect(pass(true)).toEqual(pass(false));
});
