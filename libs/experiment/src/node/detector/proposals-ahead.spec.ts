import type { Detections, Sample } from '@turbo-hoi/core';
import type { CachedDetector } from '@turbo-hoi/datasets/node';
import { parseExperiment } from '../../config/parse-experiment';
import { NO_DISPLAYS } from '../../progress/progress';
import { composeExperiment } from '../compose/compose-experiment';
import { createRunContainer } from '../compose/run-container';
import { trainingOrder } from '../train/training-images';
import { ProposalsAhead } from './proposals-ahead';

const TRAIN = 20;
/** Image ids of the training split are 1, 4, 7, … */
const indexOf = (imageId: number) => (imageId - 1) / 3;

async function composedOf(steps: number) {
  const experiment = parseExperiment(
    {
      name: 'test',
      dataset: { kind: 'synthetic', size: 32, train: TRAIN },
      sampling: { images: 4, people: 4, proposals: 4 },
      training: { steps },
    },
    'test',
  );
  return composeExperiment(await createRunContainer([]), experiment);
}

/** A detector with a cache in memory, which records the images that it processed together. */
function rememberingDetector(known: readonly number[] = []) {
  const cache = new Set(known);
  const together: number[][] = [];
  const detector: CachedDetector = {
    cacheKey: 'test',
    has: ({ imageId }) => cache.has(indexOf(imageId)),
    propose: () => Promise.reject(new Error('not alone')),
    proposeAll: async (samples: readonly Sample[]) => {
      const indices = samples.map(({ imageId }) => indexOf(imageId));
      together.push(indices);
      indices.forEach((index) => cache.add(index));
      return samples.map((): Detections => ({
        boxes: new Float32Array(0),
        scores: new Float32Array(0),
        classes: new Int32Array(0),
      }));
    },
  };
  return { detector, together };
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

async function proposalsOf(steps: number, known?: readonly number[]) {
  const composed = await composedOf(steps);
  const controller = new AbortController();
  const { detector, together } = rememberingDetector(known);
  const proposals = ProposalsAhead.of({ composed, detector, signal: controller.signal })!;
  return { proposals, together, controller, composed };
}

test('an image is processed once, with the others of its group, whatever is asked for first', async () => {
  const { proposals, together } = await proposalsOf(100);
  await Promise.all([9, 3, 15].map((index) => proposals.prepare(index)));
  await proposals.prepare(0);
  expect(together).toEqual([range(8, 16), range(0, 8)]);
  await proposals.prepare(19);
  expect(together[2]).toEqual(range(16, 20));
});

test('groups of which something is missing are processed as a whole, cached ones not at all', async () => {
  const known = [...range(0, 7), ...range(8, 16)];
  const { proposals, together } = await proposalsOf(100, known);
  await Promise.all([0, 9].map((index) => proposals.prepare(index)));
  expect(together).toEqual([range(0, 8)]);
});

test('the groups of a short training are of the images that its steps use', async () => {
  const { proposals, together, composed } = await proposalsOf(3);
  const order = trainingOrder(composed);
  const used = [1, 2, 3].flatMap((step) => order(step).map(({ index }) => index));
  used.sort((a, b) => a - b);
  await Promise.all(used.map((index) => proposals.prepare(index)));
  expect(together).toEqual([used.slice(0, 8), used.slice(8)]);
  await proposals.prepare(range(0, TRAIN).find((index) => !used.includes(index))!);
  expect(together).toHaveLength(2);
});

test('the first step is prepared with a display of the missing images', async () => {
  const { proposals, together } = await proposalsOf(100, range(0, 8));
  const seen: (number | string)[] = [];
  const displays = {
    ...NO_DISPLAYS,
    images: (what: string, total: number) => {
      seen.push(what, total);
      return { ...NO_DISPLAYS.images('proposals', total), update: (n: number) => seen.push(n) };
    },
  };
  await proposals.prepareFirst([1, 17, 10], displays);
  expect(together).toEqual([range(16, 20), range(8, 16)]);
  expect(seen).toEqual(['proposals', 12, 4, 12]);
  await proposals.prepareFirst([1, 17, 10], displays);
  expect(seen).toHaveLength(4);
});

test('groups that have not begun are not processed after an abort', async () => {
  const { proposals, together, controller } = await proposalsOf(100);
  const all = [0, 9, 17].map((index) => proposals.prepare(index));
  await all[0];
  controller.abort();
  const ends = await Promise.allSettled(all);
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  expect(together).toEqual([range(0, 8)]);
  await proposals.prepareFirst([9], NO_DISPLAYS);
  expect(together).toHaveLength(1);
});

test('tells what was done since the last step, and estimates what is left', async () => {
  const { proposals } = await proposalsOf(100);
  expect(proposals.takeWork()).toBeNull();
  await proposals.prepare(0);
  const first = proposals.takeWork()!;
  expect(first).toMatchObject({ done: 8, total: TRAIN });
  expect(first.seconds).toBeGreaterThan(0);
  expect(first.secondsLeft).toBeCloseTo((first.seconds / 8) * 12);
  expect(proposals.takeWork()).toEqual({ ...first, seconds: 0 });
  await Promise.all([9, 17].map((index) => proposals.prepare(index)));
  expect(proposals.takeWork()).toMatchObject({ done: TRAIN, secondsLeft: 0 });
  expect(proposals.takeWork()).toBeNull();
});

test('an error of the detector reaches every step that needs the group', async () => {
  const composed = await composedOf(100);
  const { detector } = rememberingDetector();
  const broken = { ...detector, proposeAll: () => Promise.reject(new Error('out of memory')) };
  const { signal } = new AbortController();
  const proposals = ProposalsAhead.of({ composed, detector: broken, signal })!;
  await expect(proposals.prepare(0)).rejects.toThrow('out of memory');
  await expect(proposals.prepare(5)).rejects.toThrow('out of memory');
  await expect(proposals.prepareFirst([0], NO_DISPLAYS)).rejects.toThrow('out of memory');
});

test('a detector without a cache, or for single images, prepares nothing', async () => {
  const composed = await composedOf(1);
  const { detector } = rememberingDetector();
  const { signal } = new AbortController();
  for (const missing of ['has', 'proposeAll'])
    expect(
      ProposalsAhead.of({ composed, signal, detector: { ...detector, [missing]: undefined } }),
    ).toBeNull();
});
