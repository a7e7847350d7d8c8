import type { LossReport } from '@turbo-hoi/core';
import { expectClose } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs';
import { accumulate, disposeBackward } from './accumulate';
import { backward } from './backward';

const SCALES = [1, -2, 0.5, 7, 3];

let parameters: Map<string, Variable>;

beforeEach(() => {
  parameters = new Map([
    ['a', tf.variable(tf.tensor1d([3, 0]))],
    ['b', tf.variable(tf.tensor1d([4]))],
  ]);
});
afterEach(() => tf.disposeVariables());

/** scale · |a|² + |b|³; the last micro-step lacks the second part. */
function loss(microStep: number): LossReport {
  const [a, b] = [...parameters.values()];
  const first = a.square().sum().mul(SCALES[microStep]) as Scalar;
  const parts = [{ name: 'stage1.a', weight: 1, value: first }];
  if (microStep === SCALES.length - 1) return { total: first, parts };
  const second = b.pow(3).sum() as Scalar;
  return {
    total: first.add(second) as Scalar,
    parts: [...parts, { name: 'stage1.b', weight: 1, value: second }],
  };
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value) / SCALES.length;

it('returns the mean of the losses, of their parts and of their gradients', () => {
  const single = SCALES.map((_, microStep) => backward(() => loss(microStep), parameters));
  const all = accumulate(loss, { count: SCALES.length, parameters });
  expectClose(all.total, [mean(single.map(({ total }) => total.dataSync()[0]))]);
  expect(all.parts.map(({ name }) => name)).toEqual(['stage1.a', 'stage1.b']);
  for (const { name, value } of all.parts) {
    const values = single.map(({ parts }) => parts.find((part) => part.name === name));
    expectClose(value, [mean(values.map((part) => part?.value.dataSync()[0] ?? 0))]);
  }
  for (const [name, gradient] of all.gradients) {
    const gradients = single.map((pass) => pass.gradients.get(name)?.dataSync());
    const expected = Array.from(gradient.dataSync(), (_, i) =>
      mean(gradients.map((values) => values?.[i] ?? 0)),
    );
    expectClose(gradient, expected);
  }
  expect([...all.gradients.keys()]).toEqual(['a', 'b']);
});

it('equals the backward pass for a single micro-step', () => {
  const [one, plain] = [
    accumulate(loss, { count: 1, parameters }),
    backward(() => loss(0), parameters),
  ];
  expect([...one.total.dataSync()]).toEqual([...plain.total.dataSync()]);
  for (const [name, gradient] of plain.gradients) {
    expect(one.gradients.get(name)?.dataSync()).toEqual(gradient.dataSync());
  }
});

it('holds no more memory for many micro-steps than for two', () => {
  const held: number[] = [];
  const watched = (microStep: number) => {
    held.push(tf.memory().numBytes);
    return loss(microStep);
  };
  disposeBackward(accumulate(watched, { count: SCALES.length - 1, parameters }));
  expect(new Set(held.slice(1)).size).toBe(1);
});

it('does not leak, also when a later micro-step fails', () => {
  const before = tf.memory().numTensors;
  disposeBackward(accumulate(loss, { count: SCALES.length, parameters }));
  const fails = (microStep: number) => {
    if (microStep === 2) throw new Error('no image 2');
    return loss(microStep);
  };
  expect(() => accumulate(fails, { count: 4, parameters })).toThrow('no image 2');
  expect(tf.memory().numTensors).toBe(before);
});

it('holds the sum alone beside the gradient that is added to it', () => {
  const size = 1000;
  const many = new Map(Array.from('abcdefgh', (name) => [name, tf.variable(tf.zeros([size]))]));
  const held: number[] = [];
  const watch = tf.customGrad((x) => ({
    value: tf.sum(x as Tensor),
    gradFunc: (dy: Tensor) => {
      held.push(tf.memory().numBytes);
      return tf.mul(dy, tf.ones([size]));
    },
  }));
  const passes = (count: number) => {
    held.length = 0;
    const watched = () => ({
      total: tf.addN([...many.values()].map((variable) => watch(variable))) as Scalar,
      parts: [],
    });
    disposeBackward(accumulate(watched, { count, parameters: many }));
    return held.slice(-many.size);
  };
  // The last gradient of a first pass comes when all others are there; so it does in each later pass.
  expect(Math.max(...passes(3))).toBeLessThan(passes(1).at(-1)! + 3 * 4 * size);
});
