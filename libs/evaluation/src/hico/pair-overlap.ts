/**
 * The minimum of the IoU of the people and of the objects of two pairs (`VOCevaldet_bboxpair.m`);
 * all flat xyxy arrays in inclusive pixels.
 *
 * As in MATLAB, the minimum of a number and NaN is the number: for a person with a NaN box only
 * the object's IoU is used.
 */
export function pairOverlap(a: PairBoxes, i: number, b: PairBoxes, j: number): number {
  return lesser(
    boxOverlap(a.humanBoxes, i, b.humanBoxes, j),
    boxOverlap(a.objectBoxes, i, b.objectBoxes, j),
  );
}

/** [4n] each, one row per pair. */
export interface PairBoxes {
  readonly humanBoxes: Float64Array;
  readonly objectBoxes: Float64Array;
}

/** IoU of box `i` of `a` and box `j` of `b`. */
export function boxOverlap(a: Float64Array, i: number, b: Float64Array, j: number): number {
  const [p, q] = [4 * i, 4 * j];
  const width = lesser(a[p + 2], b[q + 2]) - greater(a[p], b[q]) + 1;
  const height = lesser(a[p + 3], b[q + 3]) - greater(a[p + 1], b[q + 1]) + 1;
  if (!(width > 0 && height > 0)) return 0;
  const shared = width * height;
  return shared / (pixels(a, p) + pixels(b, q) - shared);
}

function pixels(boxes: Float64Array, at: number): number {
  return (boxes[at + 2] - boxes[at] + 1) * (boxes[at + 3] - boxes[at + 1] + 1);
}

function lesser(a: number, b: number): number {
  return a < b || Number.isNaN(b) ? a : b;
}

function greater(a: number, b: number): number {
  return a > b || Number.isNaN(b) ? a : b;
}
