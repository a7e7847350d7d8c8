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
import { ParameterStore } from '../parameters/parameter-store';
import { ConvTranspose2d } from './conv-transpose2d';

type Case = GoldenOp & Record<'x' | 'weight' | 'bias' | 'dx' | 'dweight' | 'dbias', GoldenArray>;

const { convTranspose2d: expected } = golden<{ convTranspose2d: Case }>(
  join(__dirname, '__golden__/layers.json'),
);

const options = { in: 2, out: 3, kernel: 4, stride: 2 } as const;

describe('ConvTranspose2d', () => {
  it('equals PyTorch', () => {
    const store = new ParameterStore(createRng(0));
    const layer = new ConvTranspose2d(store, options);
    const { weight, bias } = expected;
    store.load(new Map(Object.entries({ weight, bias })));
    const x = goldenTensor<tf.Tensor4D>(expected.x);
    expectGolden(() => layer.forward(x), expected, [
      [x, expected.dx],
      [store.entries().get('weight') as tf.Variable, expected.dweight],
      [store.entries().get('bias') as tf.Variable, expected.dbias],
    ]);
    expectNoLeak(() => layer.forward(x));
  });

  it('has correct gradients by finite differences', () => {
    const layer = new ConvTranspose2d(new ParameterStore(createRng(0)), options);
    const x = tf.randomNormal([1, 2, 3, 2], 0, 1, 'float32', 5);
    checkGradients((x) => layer.forward(x as tf.Tensor4D), [x]);
  });
});
