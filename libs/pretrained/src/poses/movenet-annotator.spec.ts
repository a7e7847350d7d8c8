import { rmSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { POSE_ANNOTATORS, selectPlugin } from '@turbo-hoi/core';
import { Container } from 'inversify';
import { packageSource } from '../node/package-source';
import { pretrainedModule } from '../node/pretrained.module';
import { constantCenternet, constantThunder, writePackage } from '../testing/constant-package';
import { MovenetAnnotator } from './movenet-annotator';
import { movenetSchema } from './movenet-schema';

// All keypoints are at a quarter of the view's width and half its height, with score 0.5.
const values = Array.from({ length: 17 }, () => [0.5, 0.25, 0.5]).flat();
const folder = writePackage(constantThunder(values), constantCenternet([10, 10, 90, 90, 0.5, 0]));
afterAll(() => rmSync(folder, { recursive: true }));
beforeAll(() => tf.setBackend('cpu'));

const image = { width: 512, height: 256, data: new Uint8Array(512 * 256 * 3) };
const options = movenetSchema.parse({ people: 'centernet' });

test('crops a square around each given person', async () => {
  const annotator = new MovenetAnnotator(options, packageSource(folder));
  const poses = await annotator.annotate({ image, people: [[10, 10, 90, 90]] });
  expect(poses).toMatchObject([{ box: [10, 10, 90, 90], score: 0.5 }]);
  expect([...poses[0].keypoints]).toEqual(Array.from({ length: 17 }, () => [25, 50, 0.5]).flat());
  annotator.dispose();
});

test('detects people if none are given, and multiplies by their scores', async () => {
  const annotator = new MovenetAnnotator(options, packageSource(folder));
  const poses = await annotator.annotate({ image, people: null });
  expect(poses).toMatchObject([{ box: [10, 10, 90, 90], score: 0.25 }]);
  annotator.dispose();
});

test('returns no poses for no people or a person outside the image', async () => {
  const annotator = new MovenetAnnotator(options, packageSource(folder));
  expect(await annotator.annotate({ image, people: [] })).toEqual([]);
  expect(await annotator.annotate({ image, people: [[600, 0, 700, 50]] })).toEqual([]);
  expect(await annotator.annotate({ image, people: [[5, 5, 5, 50]] })).toEqual([]);
  annotator.dispose();
});

test('leaves no tensor behind', async () => {
  const before = tf.memory().numTensors;
  const annotator = new MovenetAnnotator(options, packageSource(folder));
  await annotator.annotate({ image, people: null });
  annotator.dispose();
  await Promise.resolve();
  expect(tf.memory().numTensors).toBe(before);
});

test('is a plugin', async () => {
  const container = new Container();
  container.load(pretrainedModule);
  const config = { kind: 'movenet', variant: 'lightning', folder };
  const chosen = selectPlugin(container, POSE_ANNOTATORS, config, '--pose');
  expect(chosen.config).toMatchObject({ variant: 'lightning', people: 'nanodet', margin: 1.25 });
  (await chosen.create({})).dispose?.();
});
