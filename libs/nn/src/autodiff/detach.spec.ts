import * as tf from '@tensorflow/tfjs';
import { checkGradients, expectClose, expectNoLeak } from '@turbo-hoi/testing';
import { detach, scaleGradient } from './detach';

describe('detach', () => {
  it('keeps the values and stops the gradient of its branch alone', () => {
    const x = tf.tensor1d([1, -2, 3]);
    expectClose(detach(x), [1, -2, 3]);
    const gradient = tf.grad((x) => tf.sum(tf.add(tf.square(x), tf.mul(detach(x), 100))))(x);
    expectClose(gradient, [2, -4, 6]);
  });

  it('returns a tensor that outlives its argument', () => {
    const x = tf.tensor1d([1, 2]);
    const y = detach(x);
    x.dispose();
    expectClose(y, [1, 2]);
  });
});

describe('scaleGradient', () => {
  it.each([0, 0.25, 1, -1])('multiplies the gradient by %p', (factor) => {
    const x = tf.tensor1d([1, -2, 3]);
    expectClose(scaleGradient(x, factor), [1, -2, 3]);
    const gradient = tf.grad((x) => tf.sum(tf.square(scaleGradient(x, factor))))(x);
    expectClose(
      gradient,
      [2, -4, 6].map((g) => g * factor),
    );
    expectNoLeak(() => scaleGradient(x, factor));
    expectNoLeak(() => tf.grad((x) => scaleGradient(x, factor))(x));
  });

  it('has the gradient of the identity at factor 1, by finite differences', () => {
    checkGradients((x) => scaleGradient(x, 1), [tf.tensor1d([1, -2, 3])]);
  });
});
