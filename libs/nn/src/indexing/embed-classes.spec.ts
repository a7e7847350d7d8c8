import { checkGradients, expectClose, expectNoLeak } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { embedClasses } from './embed-classes';

const table = tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]);
const classes = tf.tensor1d([1, -1, 0, 1], 'int32');

it('looks up a row for each class, the first one for none', () => {
  expectClose(embedClasses(table, classes), [5, 6, 1, 2, 3, 4, 5, 6]);
});

it('has correct gradients by finite differences', () => {
  checkGradients((t) => tf.square(embedClasses(t as tf.Tensor2D, classes)), [table]);
});

it('does not leak', () => {
  expectNoLeak(() => embedClasses(table, classes));
});
