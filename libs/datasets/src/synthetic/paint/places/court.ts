import type { Rng } from '@turbo-hoi/core';
import type { Canvas, Rgb } from '../../raster/canvas';
import { capsule, disc } from '../../raster/shape';
import { mix, randomColor, shade, usualColor, WHITE } from '../colors';

const SURFACES: readonly Rgb[] = [
  [60, 105, 170],
  [70, 140, 90],
  [190, 105, 70],
  [110, 90, 160],
  [200, 160, 110],
];

/** A court with lines in perspective, a net, and a wall or rows of spectators behind. */
export function paintCourt(canvas: Canvas, horizon: number, opacity: number, rng: Rng): void {
  const { size } = canvas;
  const wall = usualColor(
    [
      [70, 90, 80],
      [90, 95, 110],
      [150, 140, 125],
    ],
    rng,
  );
  canvas.fillGradient([0, 0, size, horizon], shade(wall, 1.25), shade(wall, 0.8), opacity);
  if (rng.chance(0.5)) paintStands(canvas, horizon, rng);
  else paintFence(canvas, horizon, shade(wall, rng.pick([0.55, 1.5])), rng);

  const ground = usualColor(SURFACES, rng);
  canvas.fillGradient([0, horizon, size, size], shade(ground, 0.85), ground, opacity);
  const vanishing = [size * rng.uniform(0.3, 0.7), horizon - size * rng.uniform(0.1, 0.3)] as const;
  const width = size * rng.uniform(0.005, 0.01);
  for (const x of [rng.uniform(-0.3, 0.2), rng.uniform(0.35, 0.65), rng.uniform(0.8, 1.3)]) {
    // Where the line from the foot to the vanishing point meets the horizon.
    const t = (size - horizon) / (size - vanishing[1]);
    const far = [x * size + (vanishing[0] - x * size) * t, horizon] as const;
    canvas.fill(capsule([x * size, size], far, width, width * 0.6), WHITE, 0.9);
  }
  canvas.fillRect([0, horizon - width, size, horizon + width], WHITE, 0.9);
  const base = horizon + (size - horizon) * rng.uniform(0.45, 0.8);
  canvas.fillRect([0, base, size, base + 1.4 * width], WHITE, 0.8);
  if (rng.chance(0.6)) paintNet(canvas, horizon, rng);
}

function paintNet(canvas: Canvas, horizon: number, rng: Rng): void {
  const { size } = canvas;
  const top = horizon - size * rng.uniform(0.06, 0.12);
  const mesh: Rgb = [40, 40, 45];
  const step = size * 0.028;
  for (let x = rng.uniform(0, step); x < size; x += step) {
    canvas.fillRect([x, top, x + 0.7, horizon], mesh, 0.55);
  }
  for (let y = top + step; y < horizon; y += step)
    canvas.fillRect([0, y, size, y + 0.7], mesh, 0.55);
  canvas.fillRect([0, top - size * 0.012, size, top + size * 0.008], WHITE, 0.95);
}

function paintStands(canvas: Canvas, horizon: number, rng: Rng): void {
  const { size } = canvas;
  const step = size * 0.055;
  const crowd = randomColor(rng);
  for (let y = horizon - step * rng.uniform(2, 5); y < horizon - step * 0.4; y += step) {
    canvas.fillRect([0, y + step * 0.35, size, y + step * 0.5], [70, 70, 75], 0.7);
    for (let x = rng.uniform(0, step); x < size; x += step * rng.uniform(0.7, 1.6)) {
      canvas.fill(disc([x, y], size * 0.012), mix(crowd, randomColor(rng), 0.7), 0.8);
    }
  }
}

function paintFence(canvas: Canvas, horizon: number, color: Rgb, rng: Rng): void {
  const { size } = canvas;
  const step = size * rng.uniform(0.05, 0.09);
  for (let x = -horizon; x < size; x += step) {
    canvas.fill(capsule([x, 0], [x + horizon, horizon], size * 0.002), color, 0.6);
    canvas.fill(capsule([x + horizon, 0], [x, horizon], size * 0.002), color, 0.6);
  }
  canvas.fillRect([0, horizon - size * 0.05, size, horizon], randomColor(rng), 0.7);
}
