import * as tf from '@tensorflow/tfjs';
import { formatMemory, MemoryWatch } from './memory-watch';

test('reports the memory after warm-up, at the end and at its peak', () => {
  const watch = new MemoryWatch();
  const before = tf.memory().numTensors;
  for (let step = 1; step <= 150; step++) {
    if (step === 120) tf.scalar(1);
    watch.step(step);
  }
  const summary = watch.summary();
  expect(summary?.first).toMatchObject({ step: 50, tensors: before });
  expect(summary?.last).toMatchObject({ step: 150, tensors: before + 1 });
  expect(summary?.peakMegabytes).toBeGreaterThan(10);
});

test('returns null for a short run', () => {
  const watch = new MemoryWatch();
  for (let step = 1; step < 100; step++) watch.step(step);
  expect(watch.summary()).toBeNull();
});

test('formats one line', () => {
  const first = { step: 50, tensors: 200, residentMegabytes: 900 };
  const last = { step: 600, tensors: 200, residentMegabytes: 910 };
  expect(formatMemory({ first, last, peakMegabytes: 920 })).toBe(
    'Memory at step 50: 200 tensors, 900 MB; at step 600: 200 tensors, 910 MB; at most 920 MB.',
  );
});
