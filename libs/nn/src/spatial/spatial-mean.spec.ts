import { checkGradients, expectClose, expectNoLeak } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { spatialMean } from './spatial-mean';

const x = tf.tensor4d([1, 10, 2, 20, 3, 30, 6, 60], [1, 2, 2, 2]);

it('averages over height and width', () => {
  expectClose(spatialMean(x), [3, 30]);
});

it('has correct gradients by finite differences', () => {
  checkGradients((x) => tf.sum(tf.square(spatialMean(x as tf.Tensor4D))), [x]);
});

it('accepts an empty batch, also in the gradient', () => {
  const none = tf.zeros<tf.Rank.R4>([0, 2, 2, 3]);
  expect(spatialMean(none).shape).toEqual([0, 3]);
  expect(tf.grad((x) => spatialMean(x as tf.Tensor4D))(none).shape).toEqual([0, 2, 2, 3]);
});

it('does not leak', () => {
  expectNoLeak(() => spatialMean(x));
});
