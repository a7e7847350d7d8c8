import type { XyxyBox } from '@turbo-hoi/core';

/**
 * Converts continuous xyxy boxes (width = x2 - x1) to inclusive ones (width = x2 - x1 + 1), which
 * V-COCO and HICO-DET use: `x2 - 1`, at least x1. An all-zero (empty) box is unchanged.
 *
 * @param boxes [4n]
 */
export function inclusiveBoxes(boxes: ArrayLike<number>): Float32Array {
  return Float32Array.from(boxes, (value, i) =>
    i % 4 < 2 ? value : boxes[i - 2] + Math.max(0, value - boxes[i - 2] - 1),
  );
}

/**
 * Converts a continuous box to one of V-COCO's ground truth: inclusive and clipped to the last pixel; null
 * if less than 2 × 2 pixels remain.
 */
export function inclusiveTruthBox(
  [x1, y1, x2, y2]: XyxyBox,
  width: number,
  height: number,
): XyxyBox | null {
  const clip = (value: number, size: number) => Math.min(size - 1, Math.max(0, value));
  const left = clip(x1, width);
  const top = clip(y1, height);
  const right = clip(x1 + Math.max(0, writtenSize(x1, x2) - 1), width);
  const bottom = clip(y1 + Math.max(0, writtenSize(y1, y2) - 1), height);
  return right > left && bottom > top ? [left, top, right, bottom] : null;
}

/**
 * The width or height that a file has as a decimal: `(x + w) - x` has a rounding error, and a box of
 * width 1 must not become wider.
 */
function writtenSize(low: number, high: number): number {
  const size = high - low;
  const decimal = Math.round(size * 1e6) / 1e6;
  return Math.abs(decimal - size) < 1e-9 ? decimal : size;
}

/**
 * Intersection over union of inclusive box `i` of `a` and box `j` of `b`, flat xyxy arrays.
 *
 * Every operation is rounded to single precision as in NumPy, so that an overlap of exactly 0.5 is on
 * the same side. Returns NaN for a NaN coordinate.
 */
export function inclusiveIou(a: Float32Array, i: number, b: Float32Array, j: number): number {
  const [p, q] = [4 * i, 4 * j];
  const width = extent(Math.max(a[p], b[q]), Math.min(a[p + 2], b[q + 2]));
  const height = extent(Math.max(a[p + 1], b[q + 1]), Math.min(a[p + 3], b[q + 3]));
  const shared = Math.fround(Math.max(width, 0) * Math.max(height, 0));
  const union = Math.fround(Math.fround(pixels(a, p) + pixels(b, q)) - shared);
  return Math.fround(shared / union);
}

function extent(first: number, last: number): number {
  return Math.fround(Math.fround(last - first) + 1);
}

function pixels(boxes: Float32Array, at: number): number {
  return Math.fround(extent(boxes[at], boxes[at + 2]) * extent(boxes[at + 1], boxes[at + 3]));
}
