import { expectClose, expectNoLeak } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { boxGeometry } from './box-geometry';

const boxes = tf.tensor2d([
  [0, 0, 10, 4],
  [6, 2, 8, 12],
  [20, 7, 20.5, 5],
]);

it('has centers, and sides of at least a pixel', () => {
  const { center, size } = boxGeometry(boxes);
  expectClose(center, [5, 2, 7, 7, 20.25, 6]);
  expectClose(size, [10, 4, 2, 10, 1, 1]);
});

it('does not leak', () => {
  expectNoLeak(() => tf.tidy(() => boxGeometry(boxes).size));
});
