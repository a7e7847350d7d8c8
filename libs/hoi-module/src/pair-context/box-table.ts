/** Numbers of boxes in columns, one row per detection; in pixels. */
export interface BoxTable {
  /** [4O] xyxy. */
  readonly corners: Float32Array;
  /** Centers. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Sides, each at least 1 pixel, and the square root of their product. */
  readonly width: Float64Array;
  readonly height: Float64Array;
  readonly side: Float64Array;
}

/** @param corners [4O] xyxy */
export function boxTable(corners: Float32Array): BoxTable {
  const count = corners.length / 4;
  const [x, y, width, height, side] = Array.from({ length: 5 }, () => new Float64Array(count));
  for (let row = 0; row < count; row++) {
    const [x1, y1, x2, y2] = corners.subarray(4 * row, 4 * row + 4);
    x[row] = (x1 + x2) / 2;
    y[row] = (y1 + y2) / 2;
    width[row] = Math.max(x2 - x1, 1);
    height[row] = Math.max(y2 - y1, 1);
    side[row] = Math.sqrt(width[row] * height[row]);
  }
  return { corners, x, y, width, height, side };
}

/** By how much two boxes overlap along x (axis 0) or y (axis 1); negative: their distance. */
export function overlapAlong({ corners }: BoxTable, a: number, b: number, axis: 0 | 1): number {
  const [i, j] = [4 * a + axis, 4 * b + axis];
  return Math.min(corners[i + 2], corners[j + 2]) - Math.max(corners[i], corners[j]);
}

export function intersectionOf(table: BoxTable, a: number, b: number): number {
  return Math.max(0, overlapAlong(table, a, b, 0)) * Math.max(0, overlapAlong(table, a, b, 1));
}

/** The gap between two boxes plus a tenth of the distance of their centers. */
export function boxDistance(table: BoxTable, a: number, b: number): number {
  const { x, y } = table;
  const gap = Math.hypot(
    Math.max(0, -overlapAlong(table, a, b, 0)),
    Math.max(0, -overlapAlong(table, a, b, 1)),
  );
  return gap + 0.1 * Math.hypot(x[a] - x[b], y[a] - y[b]);
}

/** x within ±limit. */
export const within = (x: number, limit: number) => Math.min(limit, Math.max(-limit, x));
