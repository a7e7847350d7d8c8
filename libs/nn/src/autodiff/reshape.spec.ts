import { checkGradients, expectClose, expectNoLeak } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { reshape } from './reshape';

const x = tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3]);

it('has the values in another shape', () => {
  const y = reshape(x, [3, 2]);
  expect(y.shape).toEqual([3, 2]);
  expectClose(y, [1, 2, 3, 4, 5, 6]);
});

it('has correct gradients by finite differences', () => {
  checkGradients((x) => tf.sum(tf.square(reshape(x, [6]))), [x]);
});

it('does not keep its argument in memory for the gradient, unlike tf.reshape', () => {
  const held = (op: (x: tf.Tensor) => tf.Tensor) => {
    let tensors = 0;
    tf.grad((x) => {
      const before = tf.memory().numTensors;
      const y = tf.tidy(() => op(tf.add(x, 1)));
      tensors = tf.memory().numTensors - before;
      return tf.sum(y);
    })(x).dispose();
    return tensors;
  };
  const plain = held((x) => tf.reshape(x, [6]));
  expect(held((x) => reshape(x, [6]))).toBe(plain - 1);
});

it('does not leak', () => {
  expectNoLeak(() => reshape(x, [6]));
  expectNoLeak(() => tf.grad((x) => reshape(x, [6]))(x));
});
