import * as tf from '@tensorflow/tfjs';
import { checkGradients, expectClose, expectNoLeak } from '@turbo-hoi/testing';
import { hoiVector } from './hoi-vector';

const mid = tf.tensor2d([[0.5, -1]]);
const actionLogits = tf.tensor2d([[0]]);
const offsets = tf.tensor2d([[1, 2, 3, 4]]);

test('appends s_a and mu_a to H_mid', () => {
  expectClose(hoiVector({ mid, actionLogits, offsets }), [0.5, -1, 0.5, 1, 2, 3, 4]);
});

test('gradients reach all three parts', () => {
  checkGradients(
    (a, b, c) =>
      tf.sum(
        tf.square(
          hoiVector({
            mid: a as tf.Tensor2D,
            actionLogits: b as tf.Tensor2D,
            offsets: c as tf.Tensor2D,
          }),
        ),
      ),
    [mid, actionLogits, offsets],
  );
});

test('leaks nothing', () => expectNoLeak(() => hoiVector({ mid, actionLogits, offsets })));
