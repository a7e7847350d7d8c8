import { expectClose, expectNoLeak } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { untaped } from './untaped';

const x = tf.tensor1d([1, 2, 3]);
const other = tf.tensor1d([1, 1, 1]);
const ops = () => tf.sqrt(tf.square(tf.mul(x, -2)));

it('returns what the function returns', () => {
  expectClose(untaped(ops), [2, 4, 6]);
  const { one, two } = untaped(() => ({ one: ops(), two: tf.square(x) }));
  expectClose(one, [2, 4, 6]);
  expectClose(two, [1, 4, 9]);
});

it('is a constant for gradients, which keep none of its intermediate tensors', () => {
  const held = (run: () => tf.Tensor) => {
    let tensors = 0;
    const gradient = tf.grad((y) => {
      const before = tf.memory().numTensors;
      const constant = tf.tidy(run);
      tensors = tf.memory().numTensors - before;
      return tf.sum(tf.mul(y, constant));
    })(other);
    expectClose(gradient, [2, 4, 6]);
    return tensors;
  };
  expect(held(() => untaped(ops))).toBe(1);
  expect(held(ops)).toBeGreaterThan(1);
});

it('does not leak', () => {
  expectNoLeak(() => untaped(ops));
  expectNoLeak(() => untaped(() => ({ one: ops(), two: tf.square(x) })));
  expectNoLeak(() => tf.grad((y) => tf.sum(tf.mul(y, untaped(ops))))(other));
});
