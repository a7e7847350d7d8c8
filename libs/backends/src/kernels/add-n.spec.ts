import * as tf from '@tensorflow/tfjs';
import { registerAddN } from './add-n';
import { replaceKernel } from './replace-kernel';

const MOST = 7;

beforeAll(async () => {
  await tf.setBackend('cpu');
  const { kernelFunc } = tf.getKernel('AddN', 'cpu');
  replaceKernel('AddN', 'cpu', (call) => {
    if (Object.keys(call.inputs).length > MOST) throw new Error('too many inputs');
    return kernelFunc(call);
  });
  expect(() => tf.addN(terms(8))).toThrow('too many inputs');
  registerAddN('cpu', MOST);
});

const terms = (count: number) =>
  Array.from({ length: count }, (_, i) => tf.tensor1d([2 ** (i % 20), i]));

test.each([1, 7, 8, 14, 50, 57])('sums %i tensors, no more than 7 at once', (count) => {
  const inputs = terms(count);
  const before = tf.memory().numTensors;
  const sum = tf.addN(inputs);
  expect(tf.memory().numTensors).toBe(before + 1);
  const expected = [0, 1].map((at) => inputs.reduce((total, x) => total + x.dataSync()[at], 0));
  expect([...sum.dataSync()]).toEqual(expected);
  tf.dispose([sum, inputs]);
});

test('a gradient from nine places is the sum of all', () => {
  const slope = tf.grad((x: tf.Tensor) =>
    tf.sum(tf.stack(Array.from({ length: 9 }, (_, i) => tf.mul(x, i)))),
  );
  expect(slope(tf.scalar(2)).dataSync()[0]).toBe(36);
});
