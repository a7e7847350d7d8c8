import { checkGradients, expectClose, expectNoLeak } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { gatherRows, segmentSum } from './gather-rows';

const x = tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]);
const wide = tf.tensor2d([1, 2, 3, 4, 5, 6, 7, 8], [4, 2]);
const rows = tf.tensor1d([2, 0, 2, 2], 'int32');

it('gathers rows, also repeatedly', () => {
  expectClose(gatherRows(x, rows), [5, 6, 1, 2, 5, 6, 5, 6]);
});

it('sums the rows of a segment; a segment without rows is 0', () => {
  expectClose(segmentSum(wide, rows, 4), [3, 4, 0, 0, 13, 16, 0, 0]);
});

it('has correct gradients by finite differences', () => {
  checkGradients((v) => tf.sum(tf.square(gatherRows(v as tf.Tensor2D, rows))), [x]);
  checkGradients((v) => tf.sum(tf.square(segmentSum(v as tf.Tensor2D, rows, 3))), [wide]);
});

it('has gradients also where the indices are gone by then', () => {
  const moved = () => tf.add<tf.Tensor1D>(rows, tf.scalar(0, 'int32'));
  const gathered = (v: tf.Tensor) => tf.tidy(() => gatherRows(v as tf.Tensor2D, moved()));
  const summed = (v: tf.Tensor) => tf.tidy(() => segmentSum(v as tf.Tensor2D, moved(), 3));
  expectClose(tf.grad(gathered)(x), [1, 1, 0, 0, 3, 3]);
  expectClose(tf.grad(summed)(wide), [1, 1, 1, 1, 1, 1, 1, 1]);
});

it('accepts no rows and no segments', () => {
  const [none, nothing] = [tf.tensor1d([], 'int32'), tf.zeros<tf.Rank.R2>([0, 2])];
  expect(gatherRows(x, none).shape).toEqual([0, 2]);
  expectClose(segmentSum(nothing, none, 2), [0, 0, 0, 0]);
  expect(segmentSum(nothing, none, 0).shape).toEqual([0, 2]);
  expectClose(tf.grad((v) => gatherRows(v as tf.Tensor2D, none))(x), [0, 0, 0, 0, 0, 0]);
});

it('does not leak', () => {
  expectNoLeak(() => gatherRows(x, rows));
  expectNoLeak(() => segmentSum(wide, rows, 3));
});
