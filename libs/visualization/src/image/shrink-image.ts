import type { RgbImage } from '@turbo-hoi/core';

/**
 * Shrinks an image by averaging blocks, so that no side is longer than `maxSide` pixels; smaller images are returned
 * unchanged.
 */
export function shrinkImage(image: RgbImage, maxSide: number): RgbImage {
  const factor = Math.ceil(Math.max(image.width, image.height) / Math.max(1, maxSide));
  if (factor <= 1) return image;
  const width = Math.ceil(image.width / factor);
  const height = Math.ceil(image.height / factor);
  const data = new Uint8Array(3 * width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set(blockMean(image, x, y, factor), 3 * (y * width + x));
  }
  return { data, width, height };
}

function blockMean({ data, width, height }: RgbImage, x: number, y: number, factor: number) {
  const sum = [0, 0, 0];
  const [right, bottom] = [Math.min(width, (x + 1) * factor), Math.min(height, (y + 1) * factor)];
  for (let row = y * factor; row < bottom; row++) {
    for (let column = x * factor; column < right; column++) {
      const at = 3 * (row * width + column);
      for (let c = 0; c < 3; c++) sum[c] += data[at + c];
    }
  }
  const count = (right - x * factor) * (bottom - y * factor);
  return sum.map((value) => Math.round(value / count));
}
