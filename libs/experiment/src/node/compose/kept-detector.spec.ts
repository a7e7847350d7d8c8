import { join } from 'node:path';
import { createRng, type Dataset, type Detector, type Sample } from '@turbo-hoi/core';
import { SYNTHETIC_INFO } from '@turbo-hoi/datasets';
import { parseExperiment } from '../../config/parse-experiment';
import { temporaryFolder } from '@turbo-hoi/testing';
import { keptDetector } from './kept-detector';

const folder = temporaryFolder();
const before = process.env.TURBO_HOI_CACHE;
beforeAll(() => (process.env.TURBO_HOI_CACHE = join(folder, 'cache')));
afterAll(() => {
  if (before === undefined) delete process.env.TURBO_HOI_CACHE;
  else process.env.TURBO_HOI_CACHE = before;
});

const experiment = parseExperiment({ name: 'test' }, 'test');
const sample = { imageId: 3, image: { width: 4, height: 4, data: new Uint8Array(48) } } as Sample;
const found = {
  boxes: Float32Array.of(0, 0, 2, 3),
  scores: Float32Array.of(0.5),
  classes: Int32Array.of(0),
};

/** Runs the detector on a sample as a new process would. */
async function propose(propose: Detector['propose'], split: 'validation' | 'test', version = 1) {
  const dataset = { info: { ...SYNTHETIC_INFO, version } } as Dataset;
  const detector = keptDetector(
    { experiment, dataset, detector: { cacheKey: 'd', propose } },
    split,
    fail,
  );
  const proposals = await detector.propose(sample, createRng(0));
  detector.close?.();
  return proposals;
}

function fail(line: string): never {
  throw new Error(line);
}

test('cached proposals of a split are reused without running the detector', async () => {
  const look = jest.fn(async () => found);
  expect(await propose(look, 'test')).toEqual(found);
  expect(await propose(look, 'test')).toEqual(found);
  expect(look).toHaveBeenCalledTimes(1);
  await propose(look, 'validation');
  expect(look).toHaveBeenCalledTimes(2);
});

test('another version of a drawn data set has other images, and so other proposals', async () => {
  const look = jest.fn(async () => found);
  await propose(look, 'test', 2);
  await propose(look, 'test', 3);
  await propose(look, 'test', 3);
  expect(look).toHaveBeenCalledTimes(2);
});
