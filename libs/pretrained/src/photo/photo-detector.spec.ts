import { rmSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { type DatasetInfo, DETECTORS, selectPlugin } from '@turbo-hoi/core';
import { Container } from 'inversify';
import { packageSource } from '../node/package-source';
import { pretrainedModule } from '../node/pretrained.module';
import { writeNanodet } from '../testing/constant-nanodet';
import { constantThunder, writePackage } from '../testing/constant-package';
import { PhotoDetector } from './photo-detector';
import { photoSchema } from './photo-schema';

const DOG = 16;
// All keypoints are in the middle of the view around a person.
const values = Array.from({ length: 17 }, () => [0.5, 0.5, 0.9]).flat();
const folder = writePackage(constantThunder(values));
writeNanodet(folder, 4, 2, [
  { x: 1, y: 0, classId: 0, score: 0.9 },
  { x: 3, y: 1, classId: DOG, score: 0.8 },
]);
const nothing = writePackage(constantThunder(values));
writeNanodet(nothing, 4, 2, []);
afterAll(() => [folder, nothing].forEach((path) => rmSync(path, { recursive: true })));
beforeAll(() => tf.setBackend('cpu'));

const image = { width: 640, height: 320, data: new Uint8Array(640 * 320 * 3) };
const context = { dataset: { objectClasses: ['person', 'easel', 'dog'] } };
const open = (options: object = {}, from = folder) =>
  new PhotoDetector(
    photoSchema.parse({ views: [64, 128], crops: 0, pose: 'thunder', ...options }),
    packageSource(from),
    context,
  );

test('merges what the views show, with a skeleton for the person', async () => {
  const detector = open();
  const found = await detector.propose({ image });
  expect([...found.classes]).toEqual([0, 2]);
  // The cells of a grid of 4 × 2.
  expect([...found.boxes]).toEqual([160, 0, 320, 160, 480, 160, 640, 320]);
  expect([...found.keypoints!.subarray(0, 2)]).toEqual([240, 80]);
  expect(found.keypoints!.subarray(51).every((value) => value === 0)).toBe(true);
  detector.dispose();
});

test('looks again around a person', async () => {
  const detector = open({ crops: 1, cropSide: 64, scoreThreshold: 0, maxDetections: 10 });
  const { boxes, classes } = await detector.propose({ image });
  // In the square of 272 pixels around the person, the dog's cell is at its right.
  const again = [...classes.keys()].filter(
    (row) => classes[row] === 2 && boxes[4 * row + 2] === 376,
  );
  expect(again).toHaveLength(1);
  detector.dispose();
});

test('finds nothing in a photo of nothing', async () => {
  const detector = open({ crops: 2, cropSide: 64, flips: true }, nothing);
  const { boxes, keypoints } = await detector.propose({ image });
  expect([boxes.length, keypoints!.length]).toEqual([0, 0]);
  detector.dispose();
});

test('has no skeletons without a pose model, and mirrored views of the same things', async () => {
  const detector = open({ pose: 'none', flips: true });
  expect(await detector.propose({ image })).not.toHaveProperty('keypoints');
  detector.dispose();
});

test('leaves no tensor behind', async () => {
  const before = tf.memory().numTensors;
  const detector = open();
  await detector.propose({ image });
  const loaded = tf.memory().numTensors;
  await detector.propose({ image });
  expect(tf.memory().numTensors).toBe(loaded);
  detector.dispose();
  await Promise.resolve();
  expect(tf.memory().numTensors).toBe(before);
});

test('its cache key depends on the options and the classes, and it says what it was trained on', () => {
  expect(open().cacheKey).toBe(open().cacheKey);
  expect(open({ crops: 1 }).cacheKey).not.toBe(open().cacheKey);
  expect(open().trainedOn).toMatch(/^COCO \(nanodet, movenet of .*1\.2\.3\)$/);
});

test('is a plugin with defaults; CenterNet is left out of them', () => {
  const container = new Container();
  container.load(pretrainedModule);
  const chosen = selectPlugin(container, DETECTORS, { kind: 'photo', folder }, 'detector');
  expect(chosen.config).toMatchObject({
    views: [320, 640, 832],
    centernet: false,
    maxDetections: 40,
  });
  chosen.create({ dataset: context.dataset as unknown as DatasetInfo }).dispose?.();
});
