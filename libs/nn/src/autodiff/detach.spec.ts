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

  it('gives no gradient at all to what only it depends on', () => {
    const [a, b] = [tf.variable(tf.tensor1d([2])), tf.variable(tf.tensor1d([3]))];
    const loss = () => tf.sum(tf.mul(detach(tf.square(a)), b)) as tf.Scalar;
    const { grads } = tf.variableGrads(loss, [a, b]);
    expect(grads[a.name]).toBeUndefined();
    expectClose(grads[b.name], [4]);
    expectNoLeak(() => tf.grad((b) => tf.sum(tf.mul(detach(tf.square(a)), b)))(b));
  });

  it('returns a tensor that outlives its argument', () => {
    const x = tf.tensor1d([1, 2]);
    const y = detach(x);
    x.dispose();
    expectClose(y, [1, 2]);
  });
});

describe('scaleGradient', () => {
  it.each([0, 0.25, 1, -1])('multiplies the gradient of its branch by %p', (factor) => {
    const x = tf.tensor1d([1, -2, 3]);
    expectClose(scaleGradient(x, factor), [1, -2, 3]);
    const sum = (x: tf.Tensor) => tf.sum(tf.add(x, tf.square(scaleGradient(x, factor))));
    expectClose(
      tf.grad(sum)(x),
      [2, -4, 6].map((g) => 1 + g * factor),
    );
    expectNoLeak(() => scaleGradient(x, factor));
    expectNoLeak(() => tf.grad(sum)(x));
  });

  it('has the gradient of the identity at factor 1, by finite differences', () => {
    checkGradients((x) => scaleGradient(x, 1), [tf.tensor1d([1, -2, 3])]);
  });
});
