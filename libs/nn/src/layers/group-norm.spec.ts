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
import { GroupNorm } from './group-norm';

type Case = GoldenOp &
  Record<'x' | 'weight' | 'bias' | 'dx' | 'dweight' | 'dbias', GoldenArray> & { groups: number };

const cases = golden<{ groupNorm: Case[] }>(join(__dirname, '__golden__/layers.json')).groupNorm;

describe('GroupNorm', () => {
  it.each(cases)('equals PyTorch with $groups groups', ({ groups, ...expected }) => {
    const store = new ParameterStore(createRng(0));
    const layer = new GroupNorm(store, { groups, channels: 6 });
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
    const layer = new GroupNorm(new ParameterStore(createRng(0)), { groups: 2, channels: 4 });
    const x = tf.randomNormal([2, 2, 3, 4], 0, 1, 'float32', 5);
    checkGradients((x) => layer.forward(x as tf.Tensor4D), [x]);
  });

  it('stays finite on a constant map', () => {
    const layer = new GroupNorm(new ParameterStore(createRng(0)), { groups: 2, channels: 4 });
    const x = tf.fill([1, 2, 2, 4], 1e4) as tf.Tensor4D;
    expect([...layer.forward(x).dataSync()].every((y) => y === 0)).toBe(true);
  });

  it('refuses groups that do not divide the channels', () => {
    const store = new ParameterStore(createRng(0));
    expect(() => new GroupNorm(store, { groups: 3, channels: 4 })).toThrow(
      /3 groups for 4 channels/,
    );
  });
});
