import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChosenBackend } from '@turbo-hoi/backends';
import { createRng, DETECTORS, selectPlugin } from '@turbo-hoi/core';
import { composeExperiment } from '../compose/compose-experiment';
import { createRunContainer } from '../compose/run-container';
import { parseExperiment } from '../config/parse-experiment';
import { runFiles } from '../run-folder/run-folder';
import { temporaryFolder } from '../testing/temporary-folder';
import { tinyExperiment } from '../testing/tiny-experiment';
import { trainRun } from '../train/train-run';
import { evaluateDetector } from './evaluate-detector';
import { weightsIn } from './own-weights';
import { prepareDetector } from './prepare-detector';

jest.setTimeout(60_000);

const folder = temporaryFolder();
const backend: ChosenBackend = { name: 'cpu', device: 'test', version: '0', notes: [] };
const write = jest.spyOn(process.stdout, 'write');
const cache = process.env.TURBO_HOI_CACHE;
let said: string[];

beforeAll(() => (process.env.TURBO_HOI_CACHE = join(folder, 'cache')));
beforeEach(() => {
  said = [];
  write.mockReturnValue(true);
});
afterAll(() => {
  write.mockRestore();
  if (cache === undefined) delete process.env.TURBO_HOI_CACHE;
  else process.env.TURBO_HOI_CACHE = cache;
});

const say = (line: string) => said.push(line);
const tiny = {
  ...tinyExperiment,
  detector: {
    kind: 'small-faster-rcnn',
    network: { widths: [2, 2, 2], blocks: [0, 0], channels: 4, groups: 1, anchorSizes: [12] },
    proposals: { afterNms: 4 },
  },
  detectorTraining: { steps: 4, images: 1 },
};

async function compose(name: string, more: object = {}) {
  const experiment = parseExperiment({ ...tiny, ...more }, 'test');
  const files = runFiles(join(folder, name));
  mkdirSync(files.folder, { recursive: true });
  const container = await createRunContainer([]);
  const composed = await composeExperiment(container, experiment, { runFolder: files.folder });
  return { composed, files, container };
}

async function prepare(name: string, more: object = {}, signal = new AbortController().signal) {
  const { composed, files } = await compose(name, more);
  const done = await prepareDetector({
    composed,
    backend,
    files,
    signal,
    say: (line) => say(line),
  });
  return { done, files, weights: weightsIn(files.detector) };
}

const bytes = (path: string) => readFileSync(path).toString('base64');
const fresh = { detectorTraining: { ...tiny.detectorTraining, reuse: false } };

test('a run trains its detector, and another run with the same detector takes it', async () => {
  const first = await prepare('first');
  expect(said).toEqual(['Training the detector first: region proposals.']);
  expect(readdirSync(first.files.detector).sort()).toEqual([
    'checkpoints',
    'metrics.jsonl',
    'weights.safetensors',
  ]);
  const second = await prepare('second', { seed: 5 });
  expect(said[1]).toMatch(
    /^The detector is that of an earlier run \(.*detectors.*safetensors\)\.$/,
  );
  expect(bytes(second.weights)).toBe(bytes(first.weights));
  await prepare('first');
  expect(said).toHaveLength(2);
});

test.each([
  ['its seed', { detectorTraining: { ...tiny.detectorTraining, seed: 1 } }],
  ['its data', { dataset: { ...tinyExperiment.dataset, train: 3 } }],
  ['reuse: false', fresh],
])('%s makes another detector', async (_, more) => {
  await prepare('given');
  said = [];
  await prepare(`other-${_}`, more);
  expect(said).toEqual(['Training the detector first: region proposals.']);
});

test('a training that is interrupted and resumed gives the weights of one that was not', async () => {
  const whole = await prepare('whole', fresh);
  const stop = new AbortController();
  write.mockImplementation((text) => {
    if (String(text).startsWith('detector step 1/')) stop.abort();
    return true;
  });
  const stopped = await prepare('stopped', fresh, stop.signal);
  expect([stopped.done, existsSync(stopped.weights)]).toEqual([false, false]);
  const resumed = await prepare('stopped', fresh);
  expect(resumed.done).toBe(true);
  expect(bytes(resumed.weights)).toBe(bytes(whole.weights));
});

test('a detector with weights of its own, or of another kind, is left alone', async () => {
  const { weights } = await prepare('given');
  const kind = { ...tiny.detector, weights };
  const given = await prepare('with-weights', { detector: kind });
  expect(existsSync(given.files.detector)).toBe(false);
  expect(given.done).toBe(true);
  expect((await compose('x', { detector: { kind: 'annotated' } })).composed.learner).toBeNull();
});

test('without a run there are no weights to find anything with', async () => {
  const experiment = parseExperiment(tiny, 'test');
  const { detector, dataset } = await composeExperiment(await createRunContainer([]), experiment);
  const sample = await dataset.split('test').sample(0);
  await expect(detector.propose(sample, createRng(0))).rejects.toThrow(/train-detector/);
});

test('the whole run learns from its proposals and is judged on what its object branch makes of them', async () => {
  const { composed, files } = await compose('run');
  const plan = { experiment: composed.experiment, files, plugins: [], resume: false };
  const { result } = await trainRun({ plan, composed, backend, say });
  expect(result?.boxes.ap50).toEqual(expect.any(Number));
  expect(readdirSync(files.folder)).toContain('detector');
});

test('a trained detector with a box head is scored by class', async () => {
  const detector = { ...tiny.detector, output: 'detections' };
  const { composed, container } = await compose('detections', { detector });
  const { weights } = await prepare('detections', { detector });
  expect(said[0]).toBe('Training the detector first: Faster R-CNN.');
  const { signal } = new AbortController();
  const config = { ...composed.experiment.detector, weights };
  const trained = selectPlugin(container, DETECTORS, config, 'detector').create({
    dataset: composed.dataset.info,
  });
  const result = await evaluateDetector(composed, trained, signal);
  expect(result).toMatchObject({ split: 'test', images: 2, ap50: expect.any(Number) });
  expect(result!.classes[0]).toMatchObject({ name: 'person', recall50: expect.any(Number) });
});
