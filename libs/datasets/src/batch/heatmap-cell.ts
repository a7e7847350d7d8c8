import type { XyxyBox } from '@turbo-hoi/core';

/**
 * The cell `y · side + x` of a box's heatmap that contains a point, as in Mask R-CNN's keypoint targets.
 *
 * A point on the right or lower edge belongs to the last cell. Null if the point is outside the box.
 */
export function heatmapCell(x: number, y: number, box: XyxyBox, side: number): number | null {
  const column = cellAlong(x, box[0], box[2], side);
  const row = cellAlong(y, box[1], box[3], side);
  return column === null || row === null ? null : row * side + column;
}

function cellAlong(value: number, low: number, high: number, side: number): number | null {
  if (!(value >= low && value <= high && high > low)) return null;
  return Math.min(Math.floor(((value - low) / (high - low)) * side), side - 1);
}
