import type { XyxyBox } from '@turbo-hoi/core';
import type { Value } from './label-studio-schema';

/** Of an image, in pixels; Label Studio's coordinates are percent of it. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The box around a rectangle, turned by `rotation` degrees about its left upper corner, an ellipse or a polygon; null: none of these. */
export function boxOf(value: Value, { width, height }: Size): XyxyBox | null {
  const { x, y, points } = value;
  if (points) return around(points.map(([px, py]) => [(px / 100) * width, (py / 100) * height]));
  if (x === undefined || y === undefined) return null;
  const [left, top] = [(x / 100) * width, (y / 100) * height];
  if (value.radiusX !== undefined && value.radiusY !== undefined) {
    const [rx, ry] = [(value.radiusX / 100) * width, (value.radiusY / 100) * height];
    return [left - rx, top - ry, left + rx, top + ry];
  }
  if (value.width === undefined || value.height === undefined) return null;
  const [w, h] = [(value.width / 100) * width, (value.height / 100) * height];
  const turn = ((value.rotation ?? 0) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const corners = [0, w].flatMap((dx) => [0, h].map((dy) => [dx, dy]));
  return around(corners.map(([dx, dy]) => [left + dx * cos - dy * sin, top + dx * sin + dy * cos]));
}

function around(points: readonly (readonly number[])[]): XyxyBox | null {
  if (points.length === 0) return null;
  const [xs, ys] = [0, 1].map((axis) => points.map((point) => point[axis]));
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
