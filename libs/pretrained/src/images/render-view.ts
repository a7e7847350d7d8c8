import type { RgbImage } from '@turbo-hoi/core';
import type { View } from './view';

/**
 * Samples the pixels of a view, in typed arrays so that every backend gets the same input: bilinear, and for shrinking
 * a triangle filter as wide as a pixel of the grid (Pillow's `BILINEAR`). Pixels whose center is outside the image are
 * black.
 *
 * @returns `[height, width, 3]` in 0..255
 */
export function renderView(image: RgbImage, { box, width, height }: View): Float32Array {
  const columns = taps(image.width, box[0], box[2], width);
  const rows = taps(image.height, box[1], box[3], height);
  const [first, last] = rowRange(rows);
  const wide = blendColumns(image, columns, first, last);
  const out = new Float32Array(width * height * 3);
  const line = 3 * width;
  rows.forEach(({ from, weights }, y) => {
    weights.forEach((weight, k) => {
      const source = (from + k - first) * line;
      for (let i = 0; i < line; i++) out[y * line + i] += weight * wide[source + i];
    });
  });
  return out;
}

/** The source pixels of one output pixel along an axis; empty outside the image. */
interface Taps {
  readonly from: number;
  /** Sum 1. */
  readonly weights: Float64Array;
}

function taps(size: number, start: number, end: number, count: number): Taps[] {
  const scale = (end - start) / count;
  const radius = Math.max(scale, 1);
  return Array.from({ length: count }, (_, i) => {
    const center = start + (i + 0.5) * scale;
    if (!(center >= 0 && center < size)) return { from: 0, weights: new Float64Array(0) };
    const from = Math.max(0, Math.floor(center - radius + 0.5));
    const to = Math.min(size, Math.floor(center + radius + 0.5));
    const weights = Float64Array.from({ length: to - from }, (_, k) =>
      Math.max(0, 1 - Math.abs(from + k + 0.5 - center) / radius),
    );
    const sum = weights.reduce((a, b) => a + b, 0);
    return { from, weights: weights.map((weight) => weight / sum) };
  });
}

function rowRange(rows: readonly Taps[]): [number, number] {
  const used = rows.filter(({ weights }) => weights.length > 0);
  if (used.length === 0) return [0, 0];
  const end = used.at(-1)!;
  return [used[0].from, end.from + end.weights.length];
}

/** Rows `first` to `last` of the image, resampled to the grid's width. */
function blendColumns(image: RgbImage, columns: readonly Taps[], first: number, last: number) {
  const out = new Float32Array((last - first) * columns.length * 3);
  let at = 0;
  for (let y = first; y < last; y++) {
    for (const { from, weights } of columns) {
      let [r, g, b] = [0, 0, 0];
      let source = 3 * (y * image.width + from);
      for (let k = 0; k < weights.length; k++, source += 3) {
        r += weights[k] * image.data[source];
        g += weights[k] * image.data[source + 1];
        b += weights[k] * image.data[source + 2];
      }
      out[at++] = r;
      out[at++] = g;
      out[at++] = b;
    }
  }
  return out;
}
