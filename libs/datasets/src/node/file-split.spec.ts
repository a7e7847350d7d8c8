import type { ImageAnnotations } from '@turbo-hoi/core';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resizeRule } from '../sampling/resize-rule';
import { resizeSample } from '../sampling/resize-sample';
import { person } from '../testing/sample-fixture';
import { fileSplit } from './file-split';
import { encodeImage } from './images/encode-image';
import { resizeImage } from './images/resize-image';

let folder: string;
const known: ImageAnnotations = {
  imageId: 7,
  width: 60,
  height: 40,
  people: [person([10, 5, 40, 35])],
  objects: [{ annotationId: 2, box: [0, 0, 10, 10], category: 1 }],
};
const split = (more: Partial<Parameters<typeof fileSplit>[0]> = {}) =>
  fileSplit({
    name: 'one image',
    size: 1,
    annotations: () => known,
    imagePath: () => join(folder, 'image.png'),
    ...more,
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'turbo-hoi-'));
  const data = Uint8Array.from({ length: 3 * 60 * 40 }, (_, i) => (i * i) % 251);
  await writeFile(join(folder, 'image.png'), await encodeImage({ ...known, data }, 'png'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('fileSplit', () => {
  it.each([20, 80])(
    'gives a sample at the size that is wanted (short side %d)',
    async (shortSide) => {
      const rule = resizeRule({ shortSide, longSide: 1000 });
      const { sample } = await resizeSample(await split().sample(0), rule, resizeImage);
      const shown = await split().sample(0, rule);
      expect(shown).toEqual(sample);
      // Resizing to the same size changes nothing.
      expect((await resizeSample(shown, rule, resizeImage)).sample).toBe(shown);
    },
  );

  it('returns annotations in pixels of the file', async () => {
    expect(await split().annotations(0)).toBe(known);
    expect(await split().sample(0)).toMatchObject({ width: 60, height: 40, people: known.people });
  });

  it('reads the existing part of a truncated image only with partial', async () => {
    const whole = await readFile(join(folder, 'image.png'));
    await writeFile(join(folder, 'torn.png'), whole.subarray(0, whole.length / 2));
    const imagePath = () => join(folder, 'torn.png');
    await expect(split({ imagePath }).sample(0)).rejects.toThrow(/torn.png/);
    const { image } = await split({ imagePath, partialImages: true }).sample(0);
    expect([image.width, image.height]).toEqual([60, 40]);
  });

  it('refuses an index outside', async () => {
    await expect(split().sample(1)).rejects.toThrow(/one image: index 1 is not in 0\.\.0/);
    await expect(split().annotations(-1)).rejects.toThrow(RangeError);
  });
});
