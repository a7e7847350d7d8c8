import { expectClose } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { fromSlots, paddedRows, toSlots } from './padded-rows';

const x = tf.tensor2d([1, 2, 3], [3, 1]);

it('places the rows of each image in slots and back', () => {
  const padded = paddedRows([1, 0, 2]);
  expect([padded.images, padded.slots]).toEqual([3, 2]);
  expectClose(toSlots(x, padded), [1, 1, 1, 1, 2, 3]);
  expectClose(fromSlots(toSlots(x, padded), padded), [1, 2, 3]);
});

it('fills empty slots with a row of the same image, so that images do not depend on each other', () => {
  const padded = paddedRows([1, 2, 1]);
  expectClose(toSlots(tf.tensor2d([1, 2, 3, 4], [4, 1]), padded), [1, 1, 2, 3, 4, 4]);
});

it('has one empty slot an image without any rows', () => {
  const { slots, slotOfRow } = paddedRows([0, 0]);
  expect([slots, slotOfRow.size]).toEqual([1, 0]);
});
