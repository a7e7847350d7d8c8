import { expectClose, expectNoLeak } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { indicator } from './indicator';

const x = tf.tensor1d([-1, 0, 2, NaN]);
const isPositive = (x: tf.Tensor) => indicator(x, (x) => tf.greater(x, 0));

it('is 1 where the comparison holds', () => {
  expectClose(isPositive(x), [0, 0, 1, 0]);
});

it('has a gradient of 0, where the comparison itself has none', () => {
  const y = tf.tensor1d([3, 4, 5, 6]);
  expectClose(tf.grad((y) => tf.sum(tf.mul(y, isPositive(y))))(y), [1, 1, 1, 1]);
  expect(() => tf.grad((y) => tf.sum(tf.cast(tf.greater(y, 0), 'float32')))(y)).toThrow('Greater');
});

it('does not leak', () => {
  expectNoLeak(() => isPositive(x));
  expectNoLeak(() => tf.grad((x) => tf.sum(isPositive(x)))(x));
});
