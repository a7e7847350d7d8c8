import * as tf from '@tensorflow/tfjs';
import { SPARSE_PRODUCT } from '@turbo-hoi/core';
import { expectNoLeak } from '@turbo-hoi/testing';
import { sparseProduct } from './sparse-product';

const a = tf.tensor3d([1, 0, 0, 2, 0, 3, 0, 0, 0, 4, 5, 0], [2, 3, 2]);
const b = tf.range(0, 8).reshape<tf.Tensor3D>([4, 2, 1]);
const wide = tf.range(0, 12).reshape<tf.Tensor3D>([4, 3, 1]);

const plain = [0, 2, 3, 2, 6, 9, 0, 20, 20, 0, 28, 30];
const transposed = [0, 8, 3, 23, 40, 28, 55, 40];

const numbers = (x: tf.Tensor) => tf.tidy(() => [...x.dataSync()]);

test('consecutive products share a matrix', () => {
  expect(numbers(sparseProduct(a, b))).toEqual(plain);
  expect(numbers(sparseProduct(a, wide, true))).toEqual(transposed);
  const one = a.slice(0, 1) as tf.Tensor3D;
  expect(numbers(sparseProduct(one, b))).toEqual([0, 2, 3, 2, 6, 9, 4, 10, 15, 6, 14, 21]);
  expectNoLeak(() => sparseProduct(a, b));
});

test('uses the kernel of the backend if there is one', () => {
  const kernelFunc = jest.fn(({ inputs }: { inputs: tf.NamedTensorInfoMap }) =>
    tf.zerosLike(inputs['b'] as tf.Tensor),
  );
  const kernel = { kernelName: SPARSE_PRODUCT, backendName: tf.getBackend() };
  tf.registerKernel({ ...kernel, kernelFunc: kernelFunc as unknown as tf.KernelFunc });
  try {
    expect(numbers(sparseProduct(a, b))).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(kernelFunc.mock.calls[0][0]).toMatchObject({ attrs: { transposeA: false } });
  } finally {
    tf.unregisterKernel(kernel.kernelName, kernel.backendName);
  }
});
