import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { createRng } from '@turbo-hoi/core';
import {
  checkGradients,
  expectArray,
  expectClose,
  expectGolden,
  expectNoLeak,
  golden,
  type GoldenArray,
  type GoldenOp,
  goldenTensor,
} from '@turbo-hoi/testing';
import { ParameterStore } from '../parameters/parameter-store';
import { InputNorm } from './input-norm';

type Step = GoldenOp & Record<'x' | 'valid' | 'dx' | 'runningMean' | 'runningVar', GoldenArray>;

const { inputNorm: expected } = golden<{
  inputNorm: { steps: Step[]; evaluation: Record<'x' | 'y', GoldenArray> };
}>(join(__dirname, '__golden__/layers.json'));

function create(width = 4) {
  const store = new ParameterStore(createRng(0));
  const layer = new InputNorm(store.scope('norm'), { width });
  const running = (name: string) => store.entries().get(`norm.running_${name}`) as tf.Variable;
  return { layer, store, mean: running('mean'), variance: running('var') };
}

describe('InputNorm', () => {
  it('equals PyTorch over two training steps and an evaluation', () => {
    const { layer, mean, variance } = create();
    for (const step of expected.steps) {
      const [x, valid] = [goldenTensor<tf.Tensor2D>(step.x), goldenTensor<tf.Tensor1D>(step.valid)];
      // The gradient check runs on a copy of the layer, since every run updates the statistics.
      expectGolden(() => create().layer.forward(x, valid, true), step, [[x, step.dx]]);
      expectArray(layer.forward(x, valid, true), step.y);
      expectArray(mean, step.runningMean);
      expectArray(variance, step.runningVar);
    }
    const { x, y } = expected.evaluation;
    expectArray(layer.forward(goldenTensor(x), null, false), y);
  });

  it('has correct gradients by finite differences', () => {
    const { layer } = create();
    const x = tf.randomNormal([5, 4], 0, 1, 'float32', 5);
    const valid = tf.tensor1d([1, 0, 1, 1, 1]);
    checkGradients((x) => layer.forward(x as tf.Tensor2D, valid, true), [x]);
    checkGradients((x) => layer.forward(x as tf.Tensor2D, null, true), [x]);
    checkGradients((x) => layer.forward(x as tf.Tensor2D, valid, false), [x]);
  });

  it('ignores invalid rows, including NaN in them', () => {
    const valid = tf.tensor1d([1, 1, 0]);
    const results = [0, NaN].map((filler) => {
      const { layer, mean, variance } = create(2);
      const x = tf.tensor2d([1, 2, 3, -4, filler, filler], [3, 2]);
      const gradient = tf.grad((x) =>
        tf.sum(layer.forward(x as tf.Tensor2D, valid, true).square()),
      )(x);
      return [layer.forward(x, valid, true), gradient, mean, variance].map((t) => [
        ...t.dataSync(),
      ]);
    });
    expect(results[0].flat()).not.toContainEqual(NaN);
    expect(results[1]).toEqual(results[0]);
  });

  it.each([[[0, 0]], [[0, 1]]])(
    'uses and does not update the running statistics with valid rows %p',
    (rows) => {
      const { layer, mean, variance } = create(2);
      mean.assign(tf.tensor1d([1, 2]));
      variance.assign(tf.tensor1d([4, 9]));
      const y = layer.forward(tf.tensor2d([9, 9, 3, 5], [2, 2]), tf.tensor1d(rows), true);
      expectClose(y, [0, 0, rows[1], rows[1]]);
      expectClose(mean, [1, 2]);
      expectClose(variance, [4, 9]);
    },
  );

  it('does not train its statistics and does not leak', () => {
    const { layer, store } = create(2);
    const x = tf.tensor2d([1, 2, 3, 4], [2, 2]);
    expect(store.trainable().size).toBe(0);
    expectNoLeak(() => layer.forward(x, null, true));
    expectNoLeak(() => layer.forward(x, null, false));
    expectNoLeak(() => tf.grad((x) => layer.forward(x as tf.Tensor2D, null, true))(x));
  });
});
