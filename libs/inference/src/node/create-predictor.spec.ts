import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Detector, Sample } from '@turbo-hoi/core';
import { encodeImage } from '@turbo-hoi/datasets/node';
import { noise, tinyModel } from '../testing/tiny-model';
import { createPredictor } from './create-predictor';
import type { SharpImage } from './photo-file';

const folder = mkdtempSync(join(tmpdir(), 'turbo-hoi-photos-'));
afterAll(() => rmSync(folder, { recursive: true }));

const photo = noise(1);
const seen: Sample[] = [];
const detector: Detector = {
  propose: async (sample) => {
    seen.push(sample);
    return {
      boxes: Float32Array.of(2, 2, 14, 22),
      scores: Float32Array.of(0.9),
      classes: Int32Array.of(0),
    };
  },
};

test('predicts the same from a path, its bytes, an image of sharp and pixels', async () => {
  const predictor = await createPredictor({ model: tinyModel(), detector });
  const bytes = await encodeImage(photo, 'png');
  const path = join(folder, 'a.png');
  writeFileSync(path, bytes);
  const image: SharpImage = {
    toColourspace: () => image,
    removeAlpha: () => image,
    raw: () => image,
    toBuffer: async () => ({ data: Buffer.from(photo.data), info: photo }),
  };
  const [expected, ...others] = [
    await predictor.predict(photo),
    await predictor.predict(path),
    await predictor.predict(bytes),
    await predictor.predict(image),
  ];
  for (const other of others) expect(other).toEqual(expected);
  expect(seen.map(({ fileName }) => fileName)).toEqual([undefined, 'a.png', undefined, undefined]);
  predictor.dispose();
});

test('names a file that is not an image', async () => {
  const predictor = await createPredictor({ model: tinyModel(), detector });
  const path = join(folder, 'b.png');
  writeFileSync(path, 'no image');
  await expect(predictor.predict(path)).rejects.toThrow('b.png: is not an image');
  await expect(predictor.predict(Buffer.from('no image'))).rejects.toThrow('is not an image');
  predictor.dispose();
});
