import type { RgbImage } from '@turbo-hoi/core';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resizeImage } from './resize-image';

interface Golden {
  readonly from: [number, number];
  readonly pixels: number[];
  readonly cases: { to: [number, number]; pillow: number[]; opencv: number[] }[];
}

const golden = JSON.parse(
  readFileSync(join(__dirname, '__golden__', 'resize-image.json'), 'utf8'),
) as Golden;
const [width, height] = golden.from;
const image: RgbImage = { data: Uint8Array.from(golden.pixels), width, height };

const meanDifference = (a: ArrayLike<number>, b: readonly number[]) =>
  b.reduce((sum, value, i) => sum + Math.abs(value - a[i]), 0) / b.length;

const larger = golden.cases.filter(({ to }) => to[0] > width);
const smaller = golden.cases.filter(({ to }) => to[0] < width);

describe('resizeImage', () => {
  it.each(larger)('enlarges as Pillow and OpenCV do, to $to', async ({ to, pillow, opencv }) => {
    const resized = await resizeImage(image, ...to);
    expect([resized.width, resized.height]).toEqual(to);
    expect(meanDifference(resized.data, pillow)).toBeLessThan(0.2);
    expect(meanDifference(resized.data, opencv)).toBeLessThan(0.2);
  });

  it.each(smaller)('shrinks as Pillow does, to $to', async ({ to, pillow, opencv }) => {
    const resized = await resizeImage(image, ...to);
    expect([resized.width, resized.height]).toEqual(to);
    expect(meanDifference(resized.data, pillow)).toBeLessThan(0.7);
    // OpenCV does not average.
    expect(meanDifference(resized.data, opencv)).toBeGreaterThan(2);
  });

  it('keeps a gradient in place at any factor', async () => {
    for (const [from, to] of [
      [20, 21],
      [17, 40],
      [9, 100],
      [40, 39],
      [90, 31],
    ]) {
      const slope = { data: new Uint8Array(3 * from * 4), width: from, height: 4 };
      slope.data.forEach((_, i) => (slope.data[i] = 2 * (Math.floor(i / 3) % from)));
      const { data } = await resizeImage(slope, to, Math.max(1, Math.round((4 * to) / from)));
      const margin = Math.ceil(to / from) + 1;
      for (let x = margin; x < to - margin; x++) {
        const center = ((x + 0.5) * from) / to - 0.5;
        expect(Math.abs(data[3 * x] - 2 * center)).toBeLessThan(1);
      }
    }
  });

  it('repeats a single pixel', async () => {
    const dot = { data: Uint8Array.from([10, 20, 30]), width: 1, height: 1 };
    const { data } = await resizeImage(dot, 3, 2);
    expect([...data]).toEqual(Array(6).fill([10, 20, 30]).flat());
  });

  it('returns an image of the same size unchanged', async () => {
    expect(await resizeImage(image, width, height)).toBe(image);
  });
});
