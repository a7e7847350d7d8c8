import { expectClose, expectNoLeak } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { isPositive } from './constant-of';

const x = tf.tensor1d([-1, 0, 2]);

it('is 1 for positive numbers', () => {
  expectClose(isPositive(x), [0, 0, 1]);
});

it('lets no gradient through', () => {
  const gradient = tf.grad((value) => tf.sum(tf.mul(value, isPositive(value))))(x);
  expectClose(gradient, [0, 0, 1]);
});

it('does not leak', () => {
  expectNoLeak(() => isPositive(x));
});
