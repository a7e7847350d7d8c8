import { createRng } from '@turbo-hoi/core';
import { ParameterStore } from '@turbo-hoi/nn';
import { checkGradients, expectClose, expectNoLeak } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import type { Tensor2D } from '@tensorflow/tfjs';
import { GatedPool } from './pool-pairs';

const parameters = new ParameterStore(createRng(1));
const pool = new GatedPool(parameters, 2);
const h = tf.tensor2d([
  [1, 2],
  [3, -4],
  [5, 6],
]);
const rows = tf.tensor1d([0, 2, 2], 'int32');
const forward = (x: tf.Tensor) => tf.tidy(() => pool.forward(x as Tensor2D, rows, 3, null));

it('weighs pairs by their gates; a row without pairs is 0', () => {
  parameters
    .entries()
    .get('weight')!
    .assign(tf.zeros([2, 1]));
  // Gates of 1/2: (h1 + h2)/2 divided by 1 + 1/2 + 1/2.
  expectClose(forward(h), [1 / 3, 2 / 3, 0, 0, 2, 0.5]);
});

it('ignores padding pairs', () => {
  const valid = tf.tensor1d([1, 1, 0]);
  const pooled = tf.tidy(() => pool.forward(h, rows, 3, valid));
  expectClose(pooled, [1 / 3, 2 / 3, 0, 0, 1, -4 / 3]);
});

it('has correct gradients by finite differences', () => {
  parameters
    .entries()
    .get('weight')!
    .assign(tf.tensor2d([[0.4], [-0.3]]));
  checkGradients(forward, [h]);
});

it('accepts no pairs', () => {
  const none = tf.tidy(() => pool.forward(tf.zeros([0, 2]), tf.tensor1d([], 'int32'), 2, null));
  expectClose(none, [0, 0, 0, 0]);
});

it('does not leak', () => {
  expectNoLeak(() => forward(h));
  expectNoLeak(() => tf.grad((x) => tf.sum(forward(x)))(h));
});
