import { join } from 'node:path';
import type * as tf from '@tensorflow/tfjs';
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
import { FrozenAffine } from './frozen-affine';

type Case = GoldenOp &
  Record<'x' | 'weight' | 'bias' | 'runningMean' | 'runningVar' | 'dx', GoldenArray>;

const { frozenAffine: expected } = golden<{ frozenAffine: Case }>(
  join(__dirname, '__golden__/layers.json'),
);

describe('FrozenAffine', () => {
  const store = new ParameterStore(createRng(0));
  const layer = new FrozenAffine(store, { channels: 3 });
  const { weight, bias, runningMean: running_mean, runningVar: running_var } = expected;
  store.load(new Map(Object.entries({ weight, bias, running_mean, running_var })));
  const x = goldenTensor<tf.Tensor4D>(expected.x);

  it('equals torchvision', () => {
    expectGolden(() => layer.forward(x), expected, [[x, expected.dx]]);
    expectNoLeak(() => layer.forward(x));
  });

  it('has correct gradients by finite differences', () => {
    checkGradients((x) => layer.forward(x as tf.Tensor4D), [x]);
  });

  it('has no trainable parameters', () => {
    expect(store.trainable().size).toBe(0);
  });
});
