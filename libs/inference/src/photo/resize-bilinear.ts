import type { RgbImage } from '@turbo-hoi/core';

// Pillow's weights are whole multiples of 1 / 2^22.
const ONE = 2 ** 22;

/**
 * Pillow's `BILINEAR`, bit by bit: downsampling averages over all the pixels that
 * an output pixel covers. Needs no library and no canvas, so that results are the same in Node and in a browser.
 */
export async function resizeBilinear(
  image: RgbImage,
  width: number,
  height: number,
): Promise<RgbImage> {
  const wide = width === image.width ? image : resizeRows(image, width);
  return height === image.height ? wide : resizeColumns(wide, height);
}

function resizeRows({ data, width: from, height }: RgbImage, width: number): RgbImage {
  const resized = new Uint8Array(3 * width * height);
  const taps = tapsOf(from, width);
  for (let y = 0; y < height; y++) {
    const row = 3 * y * from;
    for (let x = 0, to = 3 * y * width; x < width; x++, to += 3) {
      const { first, weights } = taps[x];
      let [r, g, b] = [ONE / 2, ONE / 2, ONE / 2];
      for (let i = 0, at = row + 3 * first; i < weights.length; i++, at += 3) {
        r += weights[i] * data[at];
        g += weights[i] * data[at + 1];
        b += weights[i] * data[at + 2];
      }
      // Storing as bytes rounds down; with the added half, to the nearest.
      resized[to] = r / ONE;
      resized[to + 1] = g / ONE;
      resized[to + 2] = b / ONE;
    }
  }
  return { data: resized, width, height };
}

function resizeColumns({ data, width, height: from }: RgbImage, height: number): RgbImage {
  const stride = 3 * width;
  const resized = new Uint8Array(stride * height);
  const sums = new Float64Array(stride);
  tapsOf(from, height).forEach(({ first, weights }, y) => {
    sums.fill(ONE / 2);
    weights.forEach((weight, i) => {
      const row = (first + i) * stride;
      for (let x = 0; x < stride; x++) sums[x] += weight * data[row + x];
    });
    for (let x = 0; x < stride; x++) resized[y * stride + x] = sums[x] / ONE;
  });
  return { data: resized, width, height };
}

interface Taps {
  readonly first: number;
  /** In units of 1 / 2^22; they sum to about 1. */
  readonly weights: Float64Array;
}

/** The weights of the input pixels for each output pixel: a triangle filter with the width of the larger of the two pixels on either side. */
function tapsOf(from: number, to: number): Taps[] {
  const scale = from / to;
  const support = Math.max(1, scale);
  return Array.from({ length: to }, (_, at) => {
    const center = (at + 0.5) * scale;
    const first = Math.max(0, Math.floor(center - support + 0.5));
    const end = Math.min(from, Math.floor(center + support + 0.5));
    const weights = Float64Array.from({ length: end - first }, (_, i) =>
      Math.max(0, 1 - Math.abs(first + i + 0.5 - center) / support),
    );
    const sum = weights.reduce((a, b) => a + b, 0);
    return { first, weights: weights.map((weight) => Math.round((ONE * weight) / sum)) };
  });
}
