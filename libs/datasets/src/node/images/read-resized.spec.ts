import type { RgbImage } from '@turbo-hoi/core';
import sharp from 'sharp';
import { readImage } from './read-image';
import { readResized } from './read-resized';
import { resizeImage } from './resize-image';

const expected = { width: 120, height: 90 };
const pixels = Uint8Array.from({ length: 3 * 120 * 90 }, (_, i) => {
  const [x, y] = [Math.floor(i / 3) % 120, Math.floor(i / 360)];
  return 128 + 60 * Math.sin(x / 5 + (i % 3)) + 60 * Math.cos(y / 7);
});
const picture = () => sharp(pixels, { raw: { ...expected, channels: 3 } });

const inSteps = async (bytes: Uint8Array, size: { width: number; height: number }) =>
  resizeImage(await readImage(bytes, { expected }), size.width, size.height);

function difference(a: RgbImage, b: RgbImage): number {
  expect([a.width, a.height]).toEqual([b.width, b.height]);
  return a.data.reduce((sum, value, i) => sum + Math.abs(value - b.data[i]), 0) / a.data.length;
}

describe('readResized', () => {
  it.each([
    ['smaller', { width: 64, height: 48 }],
    ['a little smaller', { width: 119, height: 89 }],
    ['of the same size', expected],
    ['larger', { width: 200, height: 150 }],
    ['narrower and higher', { width: 60, height: 100 }],
  ])('returns the same pixels as reading and resizing, %s', async (_, size) => {
    for (const bytes of [
      await picture().jpeg().toBuffer(),
      await picture().png().toBuffer(),
      await picture().png({ palette: true }).toBuffer(),
      await picture().greyscale().jpeg().toBuffer(),
      await picture().ensureAlpha(0.4).png().toBuffer(),
      await picture().toColourspace('rgb16').png().toBuffer(),
      await picture().toColourspace('cmyk').jpeg().toBuffer(),
      await picture().gif().toBuffer(),
    ]) {
      const direct = await readResized(bytes, size, { expected });
      expect(difference(direct, await inSteps(bytes, size))).toBe(0);
    }
  });

  it('returns similar pixels for a JPEG scaled while decoding', async () => {
    const bytes = await picture().jpeg({ quality: 95 }).toBuffer();
    const size = { width: 20, height: 15 };
    const direct = await readResized(bytes, size, { expected });
    expect(difference(direct, await inSteps(bytes, size))).toBeLessThan(2);
  });

  it('applies EXIF rotation', async () => {
    const bytes = await picture().withMetadata({ orientation: 6 }).png().toBuffer();
    const upright = { width: 90, height: 120 };
    const half = { width: 45, height: 60 };
    const turned = await readResized(bytes, half, { expected: upright });
    const steps = await readImage(bytes, { expected: upright });
    expect(difference(turned, await resizeImage(steps, 45, 60))).toBe(0);
    expect(await readResized(bytes, { width: 60, height: 45 }, { expected })).toMatchObject({
      width: 60,
      height: 45,
    });
  });

  it('reports the same errors as reading', async () => {
    const bytes = await picture().jpeg({ quality: 95 }).toBuffer();
    const half = bytes.subarray(0, bytes.length >> 1);
    const size = { width: 60, height: 45 };
    await expect(readResized(half, size, { expected })).rejects.toThrow(/is damaged/);
    const other = { width: 240, height: 180 };
    await expect(readResized(bytes, size, { expected: other })).rejects.toThrow(
      /120×90, .* 240×180/,
    );
  });
});
