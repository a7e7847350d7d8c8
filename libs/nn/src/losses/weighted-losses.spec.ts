import * as tf from '@tensorflow/tfjs';
import { checkGradients, expectClose, expectNoLeak } from '@turbo-hoi/testing';
import { binaryCrossEntropy } from './binary-cross-entropy';
import { smoothL1 } from './smooth-l1';
import { weightedBinaryCrossEntropy, weightedSmoothL1 } from './weighted-losses';

const x = tf.tensor2d([0.3, -1.2, 2.5, 0.01, -0.4, 0.9, -3, 1.1], [2, 4]);
const target = tf.tensor2d([0, 1, 1, 0, 1, 0, 0.5, 1], [2, 4]);
const weights = tf.tensor2d([0.5, 0, 2, 1, 0, 0.25, 1, 3], [2, 4]);

const losses = [
  ['weightedBinaryCrossEntropy', weightedBinaryCrossEntropy],
  [
    'weightedSmoothL1',
    (prediction: tf.Tensor, to: tf.Tensor, w: tf.Tensor) =>
      weightedSmoothL1(prediction, to, w, 1 / 9),
  ],
] as const;

describe.each(losses)('%s', (_, loss) => {
  const gradient = (w: tf.Tensor) => tf.grad((x) => loss(x, target, w))(x);

  it('has correct gradients by finite differences', () => {
    checkGradients((x) => loss(x, target, weights), [x], { step: 1e-3, relative: 2e-2 });
  });

  it('has no gradient in an entry of weight 0', () => {
    const slope = gradient(weights).dataSync();
    weights.dataSync().forEach((weight, i) => expect(slope[i] === 0).toBe(weight === 0));
  });

  it('is proportional to its weights', () => {
    const tripled = tf.mul(weights, 3);
    expectClose(loss(x, target, tripled), [3 * loss(x, target, weights).dataSync()[0]]);
    expectClose(gradient(tripled), tf.mul(gradient(weights), 3).dataSync());
  });

  it('is NaN if a prediction is NaN, and stays finite for large ones', () => {
    expect(loss(tf.mul(x, NaN), target, weights).dataSync()[0]).toBeNaN();
    expect(Number.isFinite(loss(tf.mul(x, 1e4), target, weights).dataSync()[0])).toBe(true);
  });

  it('does not leak', () => {
    expectNoLeak(() => loss(x, target, weights));
    expectNoLeak(() => gradient(weights));
  });
});

test('with equal weights the losses equal the means over rows and boxes', () => {
  const labels = tf.tensor2d([0, 1, 1, 0, 1, 0, 0, 1], [2, 4]);
  expectClose(
    weightedBinaryCrossEntropy(x, labels, tf.fill([2, 4], 1 / 8)),
    binaryCrossEntropy(x, labels, tf.ones([2])).dataSync(),
  );
  expectClose(
    weightedSmoothL1(x, target, tf.fill([2, 4], 1 / 2), 1 / 9),
    smoothL1(x, target, tf.ones([2, 1]), 1 / 9).dataSync(),
  );
});
