import { SINGLE_PROCESS } from '@turbo-hoi/mpi';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChosenBackend } from '@turbo-hoi/backends';
import { createRng, DETECTORS, selectPlugin } from '@turbo-hoi/core';
import { composeExperiment } from '../compose/compose-experiment';
import { createRunContainer } from '../compose/run-container';
import { NO_DISPLAYS, type ProgressDisplays } from '../../progress/progress';
import { runObserver } from '../../progress/run-observer';
import { parseExperiment } from '../../config/parse-experiment';
import { runFiles } from '../run-folder/run-folder';
import { temporaryFolder, tinyExperiment } from '@turbo-hoi/testing';
import { trainRun } from '../train/train-run';
import { evaluateDetector } from './evaluate-detector';
import { weightsIn } from '@turbo-hoi/checkpoints/node';
import { prepareDetector } from './prepare-detector';

jest.setTimeout(60_000);

const folder = temporaryFolder();
const backend: ChosenBackend = { name: 'cpu', device: 'test', version: '0', notes: [] };
const cache = process.env.TURBO_HOI_CACHE;
let notified: string[];

beforeAll(() => (process.env.TURBO_HOI_CACHE = join(folder, 'cache')));
beforeEach(() => (notified = []));
afterAll(() => {
  if (cache === undefined) delete process.env.TURBO_HOI_CACHE;
  else process.env.TURBO_HOI_CACHE = cache;
});

const notify = (line: string) => notified.push(line);
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

interface PrepareOptions {
  readonly more?: object;
  /** Aborts after this step of the detector. */
  readonly stopAfter?: number;
}

async function prepare(name: string, { more, stopAfter }: PrepareOptions = {}) {
  const { composed, files } = await compose(name, more);
  const controller = new AbortController();
  const { signal } = controller;
  const displays: ProgressDisplays = {
    ...NO_DISPLAYS,
    training: (work) => ({
      ...NO_DISPLAYS.training(work),
      update: ({ step }) => {
        if (step === stopAfter) controller.abort();
      },
    }),
  };
  const observer = runObserver({ notify, displays });
  const done = await prepareDetector({ composed, backend, files, signal, observer });
  return { done, files, weights: weightsIn(files.detector) };
}

const bytes = (path: string) => readFileSync(path).toString('base64');
const fresh = { detectorTraining: { ...tiny.detectorTraining, reuse: false } };

test('a run trains its detector, and another run with the same detector reuses it', async () => {
  const first = await prepare('first');
  expect(notified).toEqual(['Training the detector first: region proposals.']);
  expect(readdirSync(first.files.detector).sort()).toEqual([
    'checkpoints',
    'metrics.jsonl',
    'weights.safetensors',
    'weights.safetensors.sha256',
  ]);
  const second = await prepare('second', { more: { seed: 5 } });
  expect(notified[1]).toMatch(
    /^The detector is that of an earlier run \(.*detectors.*safetensors\)\.$/,
  );
  expect(bytes(second.weights)).toBe(bytes(first.weights));
  // A process that was killed while it set a lock; no process has this number.
  const draft = 'run.lock.4194305-01234567';
  writeFileSync(join(first.files.detector, draft), '');
  await prepare('first');
  expect(notified).toHaveLength(2);
  expect(readdirSync(first.files.detector)).not.toContain(draft);
});

test('kept weights that were damaged are trained again, with a line, and so are those of a run', async () => {
  const first = await prepare('good');
  const kept = readdirSync(join(folder, 'cache/detectors'));
  for (const name of kept) damage(join(folder, 'cache/detectors', name));
  notified = [];
  const second = await prepare('after damage');
  expect(notified[0]).toMatch(/detectors.*is damaged: .+ trained again\.$/);
  expect(notified.at(-1)).toBe('Training the detector first: region proposals.');
  expect(bytes(second.weights)).toBe(bytes(first.weights));
  damage(second.weights);
  notified = [];
  await prepare('after damage');
  expect(notified[0]).toMatch(/weights\.safetensors is damaged: .+ made again\.$/);
  expect(bytes(second.weights)).toBe(bytes(first.weights));
});

/** Changes one bit of the last number. */
function damage(path: string): void {
  const content = readFileSync(path);
  content[content.length - 1] ^= 1;
  writeFileSync(path, content);
}

test.each([
  ['its seed', { detectorTraining: { ...tiny.detectorTraining, seed: 1 } }],
  ['its data', { dataset: { ...tinyExperiment.dataset, train: 3 } }],
  ['reuse: false', fresh],
])('%s changes the detector', async (_, more) => {
  await prepare('given');
  notified = [];
  await prepare(`other-${_}`, { more });
  expect(notified).toEqual(['Training the detector first: region proposals.']);
});

test('interrupted and resumed training has the weights of uninterrupted training', async () => {
  const whole = await prepare('whole', { more: fresh });
  const stopped = await prepare('stopped', { more: fresh, stopAfter: 1 });
  expect([stopped.done, existsSync(stopped.weights)]).toEqual([false, false]);
  const resumed = await prepare('stopped', { more: fresh });
  expect(resumed.done).toBe(true);
  expect(bytes(resumed.weights)).toBe(bytes(whole.weights));
});

test('a detector with given weights, or of another kind, is not trained', async () => {
  const { weights } = await prepare('given');
  const kind = { ...tiny.detector, weights };
  const given = await prepare('with-weights', { more: { detector: kind } });
  expect(existsSync(given.files.detector)).toBe(false);
  expect(given.done).toBe(true);
  expect((await compose('x', { detector: { kind: 'annotated' } })).composed.learner).toBeNull();
});

test('fails without a run, since there are no weights', async () => {
  const experiment = parseExperiment(tiny, 'test');
  const { detector, dataset } = await composeExperiment(await createRunContainer([]), experiment);
  const sample = await dataset.split('test').sample(0);
  await expect(detector.propose(sample, createRng(0))).rejects.toThrow(/train-detector/);
});

test('the run trains on its proposals and is evaluated on the detections of its object branch', async () => {
  const { composed, files } = await compose('run');
  const { signal } = new AbortController();
  const observer = runObserver({ notify });
  const communicator = SINGLE_PROCESS;
  const parts = { composed, backend, files, resume: false, signal, observer, communicator };
  const { result } = await trainRun(parts);
  expect(result?.boxes.ap50).toEqual(expect.any(Number));
  expect(readdirSync(files.folder)).toContain('detector');
});

test('a trained detector with a box head is evaluated by class', async () => {
  const detector = { ...tiny.detector, output: 'detections' };
  const { composed, container } = await compose('detections', { detector });
  const { weights } = await prepare('detections', { more: { detector } });
  expect(notified[0]).toBe('Training the detector first: Faster R-CNN.');
  const { signal } = new AbortController();
  const config = { ...composed.experiment.detector, weights };
  const trained = selectPlugin(container, DETECTORS, config, 'detector').create({
    dataset: composed.dataset.info,
  });
  const result = await evaluateDetector(composed, trained, {
    signal,
    displays: NO_DISPLAYS,
  });
  expect(result).toMatchObject({ split: 'test', images: 2, ap50: expect.any(Number) });
  expect(result!.classes[0]).toMatchObject({ name: 'person', recall50: expect.any(Number) });
});
