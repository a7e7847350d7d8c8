import type { Rng } from '@turbo-hoi/core';
import type { Canvas, Rgb } from '../../raster/canvas';
import { capsule, ellipse, polygon } from '../../raster/shape';
import { shade, usualColor, WHITE } from '../colors';
import { paintSky } from './sky';

const GRASS: readonly Rgb[] = [
  [95, 150, 60],
  [70, 125, 60],
  [150, 160, 80],
  [110, 140, 90],
];

/** A meadow or a pitch: sky, trees, mown stripes, blades of grass, perhaps a goal. */
export function paintField(canvas: Canvas, horizon: number, opacity: number, rng: Rng): void {
  const { size } = canvas;
  paintSky(canvas, horizon, opacity, rng);
  const trees = usualColor(
    [
      [50, 90, 50],
      [80, 100, 60],
      [120, 90, 50],
    ],
    rng,
  );
  for (let x = -size * 0.05; x < size * 1.05; x += size * rng.uniform(0.04, 0.12)) {
    const radius = size * rng.uniform(0.05, 0.13);
    const crown = ellipse([x, horizon - radius * 0.6], radius * 0.8, radius);
    canvas.fill(crown, shade(trees, rng.uniform(0.7, 1.15)), opacity);
  }
  const grass = usualColor(GRASS, rng);
  canvas.fillGradient([0, horizon, size, size], shade(grass, 0.8), grass, opacity);
  if (rng.chance(0.6)) paintStripes(canvas, horizon, grass, rng);
  if (rng.chance(0.5)) paintGoal(canvas, horizon, rng);
  const blades = [shade(grass, 0.65), shade(grass, 1.3), usualColor(GRASS, rng, 60)];
  for (let i = 0; i < 110; i++) {
    const [x, y] = [rng.uniform(0, size), rng.uniform(horizon, size * 1.03)];
    // Nearer blades are longer.
    const near = 0.5 + (y - horizon) / (size - horizon);
    const tip = [
      x + rng.uniform(-0.01, 0.01) * size * near,
      y - rng.uniform(0.015, 0.04) * size * near,
    ] as const;
    canvas.fill(capsule([x, y], tip, 0.0045 * size * near, 0.002 * size), rng.pick(blades), 0.9);
  }
}

function paintStripes(canvas: Canvas, horizon: number, grass: Rgb, rng: Rng): void {
  const { size } = canvas;
  const center = size * rng.uniform(0.3, 0.7);
  const step = size * rng.uniform(0.1, 0.16);
  for (let i = -6; i < 6; i += 2) {
    const [far, next] = [center + i * step, center + (i + 1) * step];
    const [near, after] = [center + i * step * 2.4, center + (i + 1) * step * 2.4];
    const stripe = polygon([
      [far, horizon],
      [next, horizon],
      [after, size],
      [near, size],
    ]);
    canvas.fill(stripe, shade(grass, 1.15), 0.6);
  }
  const line = horizon + (size - horizon) * rng.uniform(0.15, 0.6);
  canvas.fillRect([0, line, size, line + size * 0.012], WHITE, 0.75);
}

function paintGoal(canvas: Canvas, horizon: number, rng: Rng): void {
  const { size } = canvas;
  const left = size * rng.uniform(-0.1, 0.6);
  const width = size * rng.uniform(0.3, 0.5);
  const top = horizon - size * rng.uniform(0.14, 0.22);
  const foot = horizon + size * 0.02;
  const step = size * 0.035;
  for (let x = left + step; x < left + width; x += step) {
    canvas.fillRect([x, top, x + 0.6, foot], WHITE, 0.35);
  }
  for (let y = top + step; y < foot; y += step) {
    canvas.fillRect([left, y, left + width, y + 0.6], WHITE, 0.35);
  }
  const post = size * 0.009;
  canvas.fill(capsule([left, foot], [left, top], post), WHITE);
  canvas.fill(capsule([left + width, foot], [left + width, top], post), WHITE);
  canvas.fill(capsule([left, top], [left + width, top], post), WHITE);
}
