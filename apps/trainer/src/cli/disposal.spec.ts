import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  definePlugin,
  DETECTORS,
  type Detector,
  POSE_ANNOTATORS,
  type PoseAnnotator,
} from '@turbo-hoi/core';
import { encodeImage } from '@turbo-hoi/datasets/node';
import { z } from 'zod';
import { annotateCommand } from '../annotate/annotate-command';
import type { AnnotateOptions } from '../annotate/annotate-options';
import type { PredictCommandOptions } from '../predict/predict-options';
import type { TrainOptions } from '../train/train-options';
import { evaluateCommand } from '../evaluate/evaluate-command';
import { predictCommand } from '../predict/predict-command';
import { temporaryFolder, tinyExperiment } from '@turbo-hoi/testing';
import { trainCommand } from '../train/train-command';

// Training on the slowest backend, on machines with other work to do.
jest.setTimeout(60_000);

const folder = temporaryFolder();
const [run, plugin] = [join(folder, 'run'), join(folder, 'counted.cjs')];
const photo = join(folder, 'photos', 'a.png');

/** Number in use. */
const alive = { detectors: 0, annotators: 0 };
let fails = false;

const detector = definePlugin(DETECTORS, {
  kind: 'counted',
  schema: z.strictObject({}),
  create: (): Detector => {
    alive.detectors++;
    return {
      propose: async () => {
        if (fails) throw new Error('no detections today');
        return {
          boxes: Float32Array.of(2, 2, 20, 30),
          scores: Float32Array.of(1),
          classes: Int32Array.of(0),
        };
      },
      dispose: () => void alive.detectors--,
    };
  },
});

const annotator = definePlugin(POSE_ANNOTATORS, {
  kind: 'counted',
  schema: z.strictObject({}),
  create: (): PoseAnnotator => {
    alive.annotators++;
    return {
      annotate: async () => {
        if (fails) throw new Error('no poses today');
        return [];
      },
      dispose: () => void alive.annotators--,
    };
  },
});

// The plugin file lies outside the workspace and cannot import its packages, so that it takes its plugins from here.
const shared = globalThis as { countedPlugins?: object };
const [stdout, stderr] = [process.stdout, process.stderr].map((stream) =>
  jest.spyOn(stream, 'write'),
);

beforeAll(async () => {
  stdout.mockReturnValue(true);
  stderr.mockReturnValue(true);
  shared.countedPlugins = [detector, annotator];
  writeFileSync(plugin, 'module.exports = globalThis.countedPlugins;');
  mkdirSync(join(folder, 'photos'));
  const image = { width: 32, height: 32, data: new Uint8Array(3 * 32 * 32) };
  writeFileSync(photo, await encodeImage(image, 'png'));
  await trainCommand(train('run'));
});
beforeEach(() => (fails = false));
afterEach(() => {
  expect(alive).toEqual({ detectors: 0, annotators: 0 });
  expect(process.exitCode).toBeUndefined();
});
afterAll(() => {
  delete shared.countedPlugins;
  [stdout, stderr].forEach((stream) => stream.mockRestore());
});

function train(name: string, more: object = {}): TrainOptions {
  const config = join(folder, `${name}.json`);
  const experiment = { ...tinyExperiment, detector: { kind: 'counted' }, training: { steps: 1 } };
  writeFileSync(config, JSON.stringify({ ...experiment, ...more }));
  const runDir = join(folder, name);
  return { config, runDir, plugin: [plugin], backend: 'cpu', setup: false };
}

const predict = (more: Partial<PredictCommandOptions> = {}) =>
  predictCommand({
    run,
    input: [photo],
    out: join(folder, 'found'),
    pose: 'counted',
    stages: 'last',
    minScore: 0,
    minActionScore: 0,
    backend: 'cpu',
    ...more,
  });

const annotate = (more: Partial<AnnotateOptions> = {}) =>
  annotateCommand({
    images: join(folder, 'photos'),
    split: 'train',
    pose: 'counted',
    plugin: [plugin],
    minScore: 0,
    minKeypointScore: 0,
    matchIou: 0.5,
    unmatched: 'drop',
    out: join(folder, 'keypoints.json'),
    ...more,
  });

test('training and evaluation dispose of their detectors', () =>
  evaluateCommand(run, { backend: 'cpu' }));

test('failed training disposes of its detector', async () => {
  fails = true;
  await expect(trainCommand(train('failed'))).rejects.toThrow('no detections today');
  const none = train('none', { dataset: { kind: 'photos' } });
  await expect(trainCommand(none)).rejects.toThrow('"photos" has no images to train on');
});

test('failed evaluation disposes of its detector', async () => {
  await expect(evaluateCommand(run, { backend: 'cpu', stage: 9 })).rejects.toThrow('--stage 9');
  fails = true;
  await expect(evaluateCommand(run, { backend: 'cpu' })).rejects.toThrow('no detections today');
});

test('prediction disposes of its detectors', () => predict());

test('failed prediction disposes of its detectors', async () => {
  await expect(predict({ pose: 'telepathy' })).rejects.toThrow('--pose.kind');
  await expect(predict({ stages: 'first' })).rejects.toThrow('--stages first');
  fails = true;
  await expect(predict()).rejects.toThrow('no detections today');
});

test('annotation disposes of its annotator, also if it fails', async () => {
  fails = true;
  await expect(annotate()).rejects.toThrow('no poses today');
  fails = false;
  await annotate();
});
