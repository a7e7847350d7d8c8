/**
 * Intersection over union of box `i` of `a` and box `j` of `b`, flat xywh arrays; for a crowd, intersection over the
 * area of `a`'s box (pycocotools' `bbIou`).
 */
export function xywhIou(
  a: Float64Array,
  i: number,
  b: Float64Array,
  j: number,
  crowd: boolean,
): number {
  const [p, q] = [4 * i, 4 * j];
  const width = Math.min(a[p + 2] + a[p], b[q + 2] + b[q]) - Math.max(a[p], b[q]);
  if (width <= 0) return 0;
  const height = Math.min(a[p + 3] + a[p + 1], b[q + 3] + b[q + 1]) - Math.max(a[p + 1], b[q + 1]);
  if (height <= 0) return 0;
  const shared = width * height;
  const area = a[p + 2] * a[p + 3];
  return shared / (crowd ? area : area + b[q + 2] * b[q + 3] - shared);
}
