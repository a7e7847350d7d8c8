import { expectClose } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import type { Scalar, Variable } from '@tensorflow/tfjs';
import { elementwiseOptimizer } from '../optimizers/elementwise-optimizer';
import { trainStep, type TrainStepOptions } from './train-step';

const descent = () =>
  elementwiseOptimizer({
    slots: [],
    decays: () => false,
    update: ({ value, gradient }, { learningRate }) => ({
      value: value.sub(gradient.mul(learningRate)),
      slots: [],
    }),
  });

let parameters: Map<string, Variable>;

/** One step on half the sum of squares, whose gradient equals the parameters: (3, 0) and (4). */
function stepOf(options: Partial<TrainStepOptions> = {}): TrainStepOptions {
  const loss = () => {
    const [a, b] = [...parameters.values()].map((p) => p.square().sum().div(2) as Scalar);
    return {
      total: a.add(b) as Scalar,
      parts: [
        { name: 'stage1.a', weight: 1, value: a },
        { name: 'stage1.b', weight: 1, value: b },
      ],
    };
  };
  return { loss, parameters, optimizer: descent(), number: 1, learningRate: 0.1, ...options };
}

beforeEach(() => {
  parameters = new Map([
    ['a', tf.variable(tf.tensor1d([3, 0]))],
    ['b', tf.variable(tf.tensor1d([4]))],
  ]);
});
afterEach(() => tf.disposeVariables());

const values = () => [...parameters.values()].flatMap((p) => [...p.dataSync()]);

it('reports total, parts and gradient norm and moves against the gradient', async () => {
  expect(await trainStep(stepOf())).toEqual({
    loss: 12.5,
    gradientNorm: 5,
    parts: { 'stage1.a': 4.5, 'stage1.b': 8 },
  });
  expectClose(values(), [2.7, 0, 3.6]);
});

it('scales gradients down to the maximum norm, and never up', async () => {
  expect(await trainStep(stepOf({ clipNorm: 1 }))).toMatchObject({ gradientNorm: 5 });
  expectClose(values(), [3 - 0.06, 0, 4 - 0.08]);
  await trainStep(stepOf({ clipNorm: 100, learningRate: 1 }));
  expectClose(values(), [0, 0, 0]);
});

it('keeps only the parameters in memory, also when the loss fails', async () => {
  const before = tf.memory().numTensors;
  await trainStep(stepOf({ clipNorm: 1 }));
  const nan = () => ({ total: parameters.get('a')?.sum().mul(NaN) as Scalar, parts: [] });
  await expect(trainStep(stepOf({ loss: nan }))).rejects.toMatchObject({ kind: 'non-finite' });
  const fails = () => {
    tf.zeros([3]);
    throw new Error('no such stage');
  };
  await expect(trainStep(stepOf({ loss: fails }))).rejects.toThrow('no such stage');
  const constant = () => ({
    total: tf.scalar(1),
    parts: [{ name: 'a', weight: 1, value: tf.scalar(1) }],
  });
  await expect(trainStep(stepOf({ loss: constant }))).rejects.toThrow(/loss/);
  expect(tf.memory().numTensors).toBe(before);
});

it('accepts a part that is the total, and parameters without a gradient', async () => {
  const before = tf.memory().numTensors;
  const loss = () => {
    const value = parameters.get('b')?.square().sum() as Scalar;
    return { total: value, parts: [{ name: 'b', weight: 1, value }] };
  };
  expect(await trainStep(stepOf({ loss }))).toEqual({
    loss: 16,
    gradientNorm: 8,
    parts: { b: 16 },
  });
  expectClose(values(), [3, 0, 3.2]);
  expect(tf.memory().numTensors).toBe(before);
});

it('names the parameter with a non-finite gradient for a finite loss', async () => {
  // √ has an infinite slope at 0.
  const loss = () => ({ total: parameters.get('a')?.sqrt().sum() as Scalar, parts: [] });
  await expect(trainStep(stepOf({ loss, number: 12 }))).rejects.toMatchObject({
    kind: 'non-finite',
    message: expect.stringMatching(/^Step 12: the loss is 1\.73\d*, but .* is Infinity \(a\)\. /),
  });
  expect(values()).toEqual([3, 0, 4]);
});

it('reverts the update when the losses cannot be read', async () => {
  const stack = jest.spyOn(tf.Tensor.prototype, 'data').mockRejectedValueOnce(new Error('lost'));
  await expect(trainStep(stepOf())).rejects.toThrow('lost');
  stack.mockRestore();
  expect(values()).toEqual([3, 0, 4]);
});
