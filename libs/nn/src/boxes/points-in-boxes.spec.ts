import { expectClose, expectNoLeak } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { pointsInBoxes } from './points-in-boxes';

const boxes = tf.tensor2d([
  [10, 20, 20, 40],
  [0, 0, 2, 0],
]);
const skeletons = tf.tensor3d([
  [
    [15, 40, 0.9],
    [20, 25, 0],
    [12.5, 100, 0.5],
  ],
  [
    [1, 0.5, 1],
    [0, 0, 0],
    [0, 0, 0],
  ],
]);

it('places joints in their boxes, all x before all y before all confidences', () => {
  expectClose(
    pointsInBoxes(skeletons, boxes),
    [0, 0, -0.5, 1, 0, 3, 0.9, 0, 0.5].concat([0, 0, 0, 1, 0, 0, 1, 0, 0]),
  );
});

it('accepts no rows', () => {
  expect(pointsInBoxes(tf.zeros([0, 3, 3]), tf.zeros([0, 4])).shape).toEqual([0, 9]);
});

it('does not leak', () => {
  expectNoLeak(() => pointsInBoxes(skeletons, boxes));
});
