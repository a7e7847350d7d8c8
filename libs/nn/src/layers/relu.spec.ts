import * as tf from '@tensorflow/tfjs';
import { checkGradients, expectClose, expectNoLeak } from '@turbo-hoi/testing';
import { relu } from './relu';

describe('relu', () => {
  const x = tf.tensor2d([-1, 0, 2, -0.5, 3, 1e30], [2, 3]);

  it('has the value and the gradient of max(x, 0), 0 at 0', () => {
    expectClose(relu(x), [0, 0, 2, 0, 3, 1e30]);
    expectClose(tf.grad(relu)(x, tf.fill([2, 3], 5)), [0, 0, 5, 0, 5, 5]);
    expectNoLeak(() => relu(x));
    expectNoLeak(() => tf.grad(relu)(x));
  });

  it('has correct gradients by finite differences', () => {
    checkGradients(relu, [tf.tensor1d([-1, 0.5, 2, -0.5])]);
  });
});
