import * as tf from '@tensorflow/tfjs';
import { type KernelSpan, recordKernels } from './kernel-spans';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

function record(run: () => void): KernelSpan[] {
  const spans: KernelSpan[] = [];
  const stop = recordKernels((span) => spans.push(span));
  try {
    tf.tidy(run);
  } finally {
    stop();
  }
  return spans;
}

test('reports kernels with the shapes of their outputs, in the order of their ends', () => {
  const spans = record(() => {
    tf.split(tf.matMul(tf.ones([2, 3]), tf.ones([3, 4])), 2, 1);
  });
  expect(spans.map(({ name, shapes }) => [name, shapes])).toEqual(
    expect.arrayContaining([
      ['BatchMatMul', [[2, 4]]],
      [
        'SplitV',
        [
          [2, 2],
          [2, 2],
        ],
      ],
    ]),
  );
  for (const { start, end } of spans) expect(end).toBeGreaterThanOrEqual(start);
});

test('counts the time of nested kernels once', () => {
  tf.registerKernel({
    kernelName: 'Outer',
    backendName: 'cpu',
    kernelFunc: () => tf.engine().runKernel('Square', { x: tf.scalar(3) }) as tf.Tensor,
  });
  const spans = record(() => tf.engine().runKernel('Outer', {}));
  tf.unregisterKernel('Outer', 'cpu');
  expect(spans.map(({ name }) => name)).toEqual(['Square', 'Outer']);
  const [inner, outer] = spans;
  expect(inner.nested).toBe(0);
  expect(outer.nested).toBeCloseTo(inner.end - inner.start, 9);
});

test('puts the kernels back, also after an error', () => {
  const before = tf.getKernel('Square', 'cpu');
  expect(() => record(() => tf.square('no number' as never))).toThrow();
  expect(record(() => {})).toEqual([]);
  expect(tf.getKernel('Square', 'cpu')).toEqual(before);
});
