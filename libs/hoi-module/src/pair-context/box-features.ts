import { type BoxTable, intersectionOf, overlapAlong, within } from './box-table';

/** Length of {@link boxFeatures}. */
export const BOX_FEATURES = 27;

/** Detections of an image: boxes, their scores, and the image's sides in pixels. */
export interface ScoredBoxes {
  readonly table: BoxTable;
  readonly scores: Float32Array;
  readonly imageWidth: number;
  readonly imageHeight: number;
}

/**
 * Geometry of person h and object o, 27 numbers within ±4: position and size of the object in the person's frame, overlap, shapes, places in
 * the image, scores and gaps.
 *
 * `s` below is the square root of the person's area; the order is that of tools/golden/pair_context.py.
 */
export function boxFeatures(boxes: ScoredBoxes, h: number, o: number): number[] {
  const { table, scores, imageWidth: W, imageHeight: H } = boxes;
  const { x, y, width, height, side } = table;
  const [dx, dy, s] = [x[o] - x[h], y[o] - y[h], side[h]];
  const [areaH, areaO] = [s * s, side[o] * side[o]];
  const shared = intersectionOf(table, h, o);
  const inImage = (i: number) => [x[i] / W, y[i] / H, width[i] / W, height[i] / H];
  const gap = (axis: 0 | 1) => Math.max(0, -overlapAlong(table, h, o, axis)) / s;
  const imageSide = Math.sqrt(W * H);
  return [
    dx / width[h],
    dy / height[h],
    Math.log(width[o] / width[h]),
    Math.log(height[o] / height[h]),
    within(dx / width[o], 3),
    within(dy / height[o], 3),
    shared / (areaH + areaO - shared),
    shared / areaH,
    shared / areaO,
    Math.log(side[o] / s),
    Math.log(width[h] / height[h]),
    Math.log(width[o] / height[o]),
    ...inImage(h),
    ...inImage(o),
    Math.log(s / imageSide),
    Math.log(side[o] / imageSide),
    scores[h],
    scores[o],
    gap(0),
    gap(1),
    (dx / s) ** 2 + (dy / s) ** 2,
  ].map((number) => within(number, 4));
}
