import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { createRng } from '@turbo-hoi/core';
import {
  checkGradients,
  expectGolden,
  expectNoLeak,
  golden,
  type GoldenArray,
  type GoldenOp,
  goldenTensor,
} from '@turbo-hoi/testing';
import { constant } from '../parameters/initializers';
import { ParameterStore } from '../parameters/parameter-store';
import { Linear } from './linear';

type Case = GoldenOp & Record<'x' | 'weight' | 'bias' | 'dx' | 'dweight' | 'dbias', GoldenArray>;

const { linear: expected } = golden<{ linear: Case }>(join(__dirname, '__golden__/layers.json'));

describe('Linear', () => {
  it('equals PyTorch', () => {
    const store = new ParameterStore(createRng(0));
    const layer = new Linear(store, { in: 4, out: 5 });
    const { weight, bias } = expected;
    store.load(new Map(Object.entries({ weight, bias })));
    const x = goldenTensor<tf.Tensor2D>(expected.x);
    expectGolden(() => layer.forward(x), expected, [
      [x, expected.dx],
      [store.entries().get('weight') as tf.Variable, expected.dweight],
      [store.entries().get('bias') as tf.Variable, expected.dbias],
    ]);
    expectNoLeak(() => layer.forward(x));
  });

  it('has correct gradients by finite differences', () => {
    const layer = new Linear(new ParameterStore(createRng(0)), { in: 4, out: 3, bias: false });
    const x = tf.randomNormal([3, 4], 0, 1, 'float32', 5);
    checkGradients((x) => layer.forward(x as tf.Tensor2D), [x]);
  });

  it('initialises its bias with biasInitializer', () => {
    const biasInitializer = constant(-4.5);
    const layer = new Linear(new ParameterStore(createRng(0)), { in: 2, out: 2, biasInitializer });
    expect([...layer.forward(tf.zeros([1, 2])).dataSync()]).toEqual([-4.5, -4.5]);
  });

  it('accepts zero rows', () => {
    const layer = new Linear(new ParameterStore(createRng(0)), { in: 2, out: 3 });
    expect(layer.forward(tf.zeros([0, 2])).shape).toEqual([0, 3]);
  });
});
