import type { RgbImage } from '@turbo-hoi/core';
import { stackImages } from './stack-images';

const image = (width: number, height: number, first = 0): RgbImage => ({
  width,
  height,
  data: Uint8Array.from({ length: 3 * width * height }, (_, i) => first + i),
});

describe('stackImages', () => {
  it('puts images of one size one after the other, byte for byte', () => {
    const { images, shape } = stackImages([image(2, 1), image(2, 1, 50)]);
    expect([...images]).toEqual([0, 1, 2, 3, 4, 5, 50, 51, 52, 53, 54, 55]);
    expect(shape).toEqual({ batch: 2, height: 1, width: 2 });
  });

  it('pads on the right and below, so that boxes keep their coordinates', () => {
    const { images, shape } = stackImages([image(1, 2), image(2, 1, 50)], 1, [7, 8, 9]);
    expect(shape).toEqual({ batch: 2, height: 2, width: 2 });
    expect([...images]).toEqual([
      ...[0, 1, 2, 7, 8, 9],
      ...[3, 4, 5, 7, 8, 9],
      ...[50, 51, 52, 53, 54, 55],
      ...[7, 8, 9, 7, 8, 9],
    ]);
  });

  it('rounds both sides up to a multiple, also of a single image', () => {
    const { images, shape } = stackImages([image(5, 3)], 4, [1, 2, 3]);
    expect(shape).toEqual({ batch: 1, height: 4, width: 8 });
    for (let y = 0; y < 4; y++) {
      for (let x = 0; x < 8; x++) {
        const pixel = [...images.subarray(3 * (8 * y + x), 3 * (8 * y + x) + 3)];
        const at = 3 * (5 * y + x);
        expect(pixel).toEqual(x < 5 && y < 3 ? [at, at + 1, at + 2] : [1, 2, 3]);
      }
    }
  });

  it('leaves sizes that are multiples as they are, and pads black unless told', () => {
    expect(stackImages([image(8, 8)], 8).shape).toEqual({ batch: 1, height: 8, width: 8 });
    expect([...stackImages([image(1, 1, 5)], 2).images]).toEqual([5, 6, 7, ...Array(9).fill(0)]);
  });

  it('refuses no images', () => {
    expect(() => stackImages([])).toThrow(/no images/);
  });
});
