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
import { Conv2d } from './conv2d';

type Case = GoldenOp &
  Record<'x' | 'weight' | 'bias' | 'dx' | 'dweight' | 'dbias', GoldenArray> & {
    kernel: number;
    stride: number;
  };

const cases = golden<{ conv2d: Case[] }>(join(__dirname, '__golden__/layers.json')).conv2d;

describe('Conv2d', () => {
  it.each(cases.map((c) => ({ ...c, map: c.x.shape })))(
    'equals PyTorch with kernel $kernel, stride $stride on $map',
    ({ kernel, stride, ...expected }) => {
      const store = new ParameterStore(createRng(0));
      const conv = new Conv2d(store, { in: 2, out: 3, kernel, stride });
      const { weight, bias } = expected;
      store.load(new Map(Object.entries({ weight, bias })));
      const x = goldenTensor<tf.Tensor4D>(expected.x);
      expectGolden(() => conv.forward(x), expected, [
        [x, expected.dx],
        [store.entries().get('weight') as tf.Variable, expected.dweight],
        [store.entries().get('bias') as tf.Variable, expected.dbias],
      ]);
      expectNoLeak(() => conv.forward(x));
    },
  );

  it.each([
    { kernel: 3, stride: 2 },
    { kernel: 1, stride: 1 },
  ])('has correct gradients by finite differences: %p', ({ kernel, stride }) => {
    const conv = new Conv2d(new ParameterStore(createRng(0)), { in: 2, out: 3, kernel, stride });
    checkGradients(
      (x) => conv.forward(x as tf.Tensor4D),
      [tf.randomNormal([1, 4, 4, 2], 0, 1, 'float32', 5)],
    );
  });

  it('has no bias with bias: false', () => {
    const store = new ParameterStore(createRng(0));
    const conv = new Conv2d(store.scope('conv'), { in: 2, out: 3, kernel: 3, bias: false });
    expect([...store.entries().keys()]).toEqual(['conv.weight']);
    expect(tf.max(tf.abs(conv.forward(tf.zeros([1, 2, 2, 2])))).dataSync()[0]).toBe(0);
  });

  it('accepts an empty batch', () => {
    const conv = new Conv2d(new ParameterStore(createRng(0)), { in: 2, out: 3, kernel: 3 });
    expect(conv.forward(tf.zeros([0, 4, 4, 2])).shape).toEqual([0, 4, 4, 3]);
  });
});
