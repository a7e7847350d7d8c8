import * as tf from '@tensorflow/tfjs';
import { mapTensors } from './map-tensors';

test('replaces every tensor of a structure and keeps the rest', () => {
  const structure = { a: tf.scalar(1), b: { c: tf.scalar(2), n: 3 }, d: null, e: undefined };
  const doubled = mapTensors(structure, (tensor) => tf.mul(tensor, 2));
  expect(doubled.a.dataSync()[0]).toBe(2);
  expect(doubled.b.c.dataSync()[0]).toBe(4);
  expect([doubled.b.n, doubled.d, doubled.e]).toEqual([3, null, undefined]);
  expect(structure.a.dataSync()[0]).toBe(1);
});
