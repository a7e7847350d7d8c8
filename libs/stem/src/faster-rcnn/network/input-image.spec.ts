import { expectClose, expectNoLeak } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { imageInput, inputSize } from './input-image';

const sides = { shortSide: 800, longSide: 1333 };

test.each([
  [640, 480, 1066, 800],
  [640, 427, 1199, 800],
  [427, 640, 800, 1199],
  [1000, 300, 1333, 399],
])('%d×%d is resized to %d×%d', (width, height, w, h) => {
  expect(inputSize({ width, height }, sides)).toEqual({ width: w, height: h });
});

const image = { width: 2, height: 1, data: Uint8Array.of(0, 0, 0, 100, 100, 100) };
const padding = { multiple: 4, padColor: [1, 2, 3] };

test('pads at the right and bottom with the padding colour', () => {
  const x = imageInput(image, image, padding);
  expect(x.shape).toEqual([1, 4, 4, 3]);
  expectClose(tf.slice(x, [0, 0, 0, 0], [1, 1, 3, 3]), [0, 0, 0, 100, 100, 100, 1, 2, 3]);
  expectClose(tf.slice(x, [0, 3, 3, 0], [1, 1, 1, 3]), [1, 2, 3]);
});

test('resizes with half-pixel centers', () => {
  const x = imageInput(image, { width: 4, height: 1 }, { ...padding, multiple: 1 });
  expectClose(tf.slice(x, [0, 0, 0, 0], [1, 1, 4, 1]), [0, 25, 75, 100]);
});

test('leaves no tensor behind', () => {
  expectNoLeak(() => imageInput(image, { width: 4, height: 2 }, padding));
  expectNoLeak(() => imageInput(image, image, { ...padding, multiple: 1 }));
});
