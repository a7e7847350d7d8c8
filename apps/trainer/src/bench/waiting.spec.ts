import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { photoDataset } from './photo-dataset';
import { threadMilliseconds } from './thread-time';
import { formatWaiting } from './waiting';

test('formats the waiting share and the speed of preparation', () => {
  const report = { images: 'embedded set', waiting: 0.0042, millisecondsPerStep: 310.4 };
  const rest = { millisecondsOfThread: 2.41, imagesPerSecond: 991.3 };
  expect(formatWaiting([{ ...report, ...rest }])).toBe(
    'embedded set: waiting for data 0.4 % of 310 ms a step; 2.4 ms of this thread a batch, 991 images/s alone',
  );
  expect(formatWaiting([{ ...report, ...rest, millisecondsOfThread: null }])).toMatch(
    /a step; 991 images/,
  );
});

test('photos are files of the size of COCO images', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'turbo-hoi-'));
  try {
    const { size, sample } = (await photoDataset(folder, 1)).split('train');
    const { image, people, fileName } = await sample(0);
    expect([size, image.width, image.height, people.length]).toEqual([1, 640, 480, 2]);
    const { size: bytes } = await stat(join(folder, fileName!));
    expect(bytes).toBeGreaterThan(80_000);
    expect(bytes).toBeLessThan(250_000);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('the time of a thread grows with its work, not with waiting', async () => {
  const start = threadMilliseconds();
  if (start === null) return;
  await new Promise((resolve) => setTimeout(resolve, 80));
  const waited = threadMilliseconds()! - start;
  expect(waited).toBeLessThan(60);
  for (const began = performance.now(); performance.now() - began < 40;);
  expect(threadMilliseconds()! - start).toBeGreaterThan(waited);
});
