import * as tf from '@tensorflow/tfjs';
import { registerProd } from './prod';
import { replaceKernel } from './replace-kernel';

beforeAll(async () => {
  await tf.setBackend('cpu');
  const { kernelFunc } = tf.getKernel('Prod', 'cpu');
  // As webgpu's own on the CPU.
  replaceKernel('Prod', 'cpu', (call) =>
    kernelFunc({ ...call, attrs: { ...call.attrs, keepDims: false } }),
  );
  expect(tf.prod(tf.ones([3, 2]), 1, true).shape).toEqual([3]);
  registerProd('cpu');
});

test.each([
  [1, true, [2, 1, 2], [3, 8, 35, 48]],
  [-1, true, [2, 2, 1], [2, 12, 30, 56]],
  [[0, 2], true, [1, 2, 1], [60, 672]],
  [1, false, [2, 2], [3, 8, 35, 48]],
] as const)('product over %p, keeping dimensions: %p', (axis, keep, shape, expected) => {
  const x = tf.tensor([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]);
  const before = tf.memory().numTensors;
  const product = tf.prod(x, axis as number | number[], keep);
  expect(tf.memory().numTensors).toBe(before + 1);
  expect(product.shape).toEqual([...shape]);
  expect([...product.dataSync()]).toEqual([...expected]);
  tf.dispose([x, product]);
});
