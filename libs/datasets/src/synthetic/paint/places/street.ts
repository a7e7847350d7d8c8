import type { Rng } from '@turbo-hoi/core';
import type { Canvas, Rgb } from '../../raster/canvas';
import { capsule, disc } from '../../raster/shape';
import { shade, usualColor } from '../colors';
import { paintSky } from './sky';

const FACADES: readonly Rgb[] = [
  [165, 95, 75],
  [190, 175, 150],
  [120, 130, 145],
  [205, 150, 90],
  [140, 150, 130],
];

/** A street: houses with windows, a pavement, a kerb and the road, perhaps a lamp. */
export function paintStreet(canvas: Canvas, horizon: number, opacity: number, rng: Rng): void {
  const { size } = canvas;
  paintSky(canvas, horizon, opacity, rng);
  for (let x = -rng.uniform(0, 0.15) * size; x < size;) {
    const width = rng.uniform(0.16, 0.32) * size;
    const top = horizon - rng.uniform(0.25, 0.62) * size;
    paintHouse(canvas, [x, top, x + width, horizon], opacity, rng);
    x += width + rng.uniform(0, 0.02) * size;
  }
  const pavement = usualColor(
    [
      [170, 165, 160],
      [140, 140, 145],
      [190, 175, 150],
    ],
    rng,
  );
  const kerb = horizon + (size - horizon) * rng.uniform(0.3, 0.6);
  canvas.fillGradient([0, horizon, size, kerb], shade(pavement, 0.85), pavement, opacity);
  for (let x = rng.uniform(0, 0.1) * size; x < size; x += 0.1 * size) {
    const slab = capsule([x, horizon], [x + (x - size / 2) * 0.3, kerb], size * 0.002);
    canvas.fill(slab, shade(pavement, 0.7), 0.7);
  }
  canvas.fillRect([0, kerb, size, kerb + size * 0.016], shade(pavement, 1.35));
  const road = usualColor(
    [
      [75, 75, 80],
      [95, 92, 90],
    ],
    rng,
    15,
  );
  canvas.fillGradient([0, kerb + size * 0.016, size, size], shade(road, 0.85), road, opacity);
  const middle = kerb + (size - kerb) * 0.55;
  for (let x = rng.uniform(-0.1, 0.1) * size; x < size; x += 0.22 * size) {
    canvas.fillRect([x, middle, x + 0.12 * size, middle + size * 0.014], [225, 215, 160], 0.8);
  }
  if (rng.chance(0.5)) paintLamp(canvas, kerb, rng);
}

function paintHouse(
  canvas: Canvas,
  [x1, y1, x2, y2]: readonly [number, number, number, number],
  opacity: number,
  rng: Rng,
): void {
  const { size } = canvas;
  const wall = usualColor(FACADES, rng);
  canvas.fillRect([x1, y1, x2, y2], wall, opacity);
  canvas.fillRect([x1, y1, x2, y1 + size * 0.015], shade(wall, 0.6));
  canvas.fillRect([x2 - size * 0.008, y1, x2, y2], shade(wall, 0.6), 0.7);
  const pane: Rgb = rng.chance(0.4) ? [245, 220, 140] : [70, 85, 105];
  const columns = 2 + rng.int(2);
  const gap = (x2 - x1) / columns;
  const floor = size * rng.uniform(0.085, 0.12);
  for (let y = y1 + floor * 0.4; y < y2 - floor * 0.5; y += floor) {
    for (let column = 0; column < columns; column++) {
      const x = x1 + (column + 0.28) * gap;
      const lit = shade(pane, rng.uniform(0.6, 1.1));
      canvas.fillRect([x, y, x + gap * 0.45, y + floor * 0.55], lit, 0.9);
    }
  }
}

function paintLamp(canvas: Canvas, foot: number, rng: Rng): void {
  const { size } = canvas;
  const x = size * rng.uniform(0.05, 0.95);
  const top = foot - size * rng.uniform(0.45, 0.6);
  const post: Rgb = [50, 52, 58];
  canvas.fill(capsule([x, foot], [x, top], size * 0.01, size * 0.006), post);
  canvas.fill(capsule([x, top], [x + size * 0.05, top - size * 0.01], size * 0.006), post);
  canvas.fill(disc([x + size * 0.055, top + size * 0.008], size * 0.02), [255, 240, 180]);
}
