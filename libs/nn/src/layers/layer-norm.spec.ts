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
import { LayerNorm } from './layer-norm';

type Case = GoldenOp & Record<'x' | 'weight' | 'bias' | 'dx' | 'dweight' | 'dbias', GoldenArray>;

const { layerNorm: expected } = golden<{ layerNorm: Case }>(
  join(__dirname, '__golden__/layers.json'),
);

describe('LayerNorm', () => {
  it('equals PyTorch', () => {
    const store = new ParameterStore(createRng(0));
    const layer = new LayerNorm(store, { width: 7 });
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
    const layer = new LayerNorm(new ParameterStore(createRng(0)), { width: 5 });
    const x = tf.randomNormal([3, 5], 0, 1, 'float32', 5);
    checkGradients((x) => layer.forward(x as tf.Tensor2D), [x]);
  });
});
