import { expectClose, expectNoLeak } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { boxGeometry, boxOverlap } from './box-geometry';

const boxes = tf.tensor2d([
  [0, 0, 10, 4],
  [6, 2, 8, 12],
  [20, 7, 20.5, 5],
]);

it('has corners, centers, sides of at least a pixel, and areas', () => {
  const { low, high, center, size, area } = boxGeometry(boxes);
  expectClose(low, [0, 0, 6, 2, 20, 7]);
  expectClose(high, [10, 4, 8, 12, 20.5, 5]);
  expectClose(center, [5, 2, 7, 7, 20.25, 6]);
  expectClose(size, [10, 4, 2, 10, 1, 1]);
  expectClose(area, [40, 20, 1]);
});

it('compares each box with each other by broadcasting', () => {
  const table = boxOverlap(
    boxGeometry(tf.reshape(boxes, [3, 1, 4])),
    boxGeometry(tf.reshape(boxes, [1, 3, 4])),
  );
  expect(table.intersection.shape).toEqual([3, 3, 1]);
  expectClose(tf.slice(table.intersection, [0, 0, 0], [2, 2, 1]), [40, 4, 4, 20]);
  expectClose(tf.slice(table.gap, [0, 0, 0], [1, 3, 2]), [0, 0, 0, 0, 10, 3]);
});

it('does not leak', () => {
  expectNoLeak(() => tf.tidy(() => boxOverlap(boxGeometry(boxes), boxGeometry(boxes)).gap));
});
