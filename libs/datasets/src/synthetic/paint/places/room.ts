import type { Rng } from '@turbo-hoi/core';
import type { Canvas, Rgb } from '../../raster/canvas';
import { capsule, disc, ellipse, polygon } from '../../raster/shape';
import { mix, randomColor, shade, usualColor, WHITE } from '../colors';

const WALLS: readonly Rgb[] = [
  [215, 200, 170],
  [170, 190, 200],
  [200, 165, 160],
  [160, 180, 150],
  [190, 180, 200],
];

/** A room: papered wall, skirting, floor boards or a rug, a window or pictures. */
export function paintRoom(canvas: Canvas, horizon: number, opacity: number, rng: Rng): void {
  const { size } = canvas;
  const wall = usualColor(WALLS, rng);
  canvas.fillGradient([0, 0, size, horizon], shade(wall, 0.9), shade(wall, 1.1), opacity);
  paintPaper(canvas, horizon, wall, rng);
  const floor = usualColor(
    [
      [160, 115, 75],
      [120, 85, 60],
      [150, 150, 155],
      [190, 160, 120],
    ],
    rng,
  );
  canvas.fillGradient([0, horizon, size, size], shade(floor, 0.8), floor, opacity);
  paintBoards(canvas, horizon, floor, rng);
  if (rng.chance(0.4)) paintRug(canvas, horizon, rng);
  canvas.fillRect([0, horizon - size * 0.03, size, horizon], shade(wall, 1.5));
  canvas.fillRect([0, horizon - size * 0.004, size, horizon], shade(floor, 0.4), 0.8);
  if (rng.chance(0.6)) paintWindow(canvas, horizon, rng);
  if (rng.chance(0.6)) paintPicture(canvas, horizon, rng);
}

function paintPaper(canvas: Canvas, horizon: number, wall: Rgb, rng: Rng): void {
  const { size } = canvas;
  const ink = mix(wall, randomColor(rng), 0.45);
  const step = size * rng.uniform(0.05, 0.1);
  const dotted = rng.chance(0.35);
  for (let x = rng.uniform(0, step); x < size; x += step) {
    if (!dotted) canvas.fillRect([x, 0, x + step * 0.3, horizon], ink, 0.8);
    else {
      for (let y = step / 2; y < horizon; y += step)
        canvas.fill(disc([x, y], step * 0.14), ink, 0.9);
    }
  }
}

function paintBoards(canvas: Canvas, horizon: number, floor: Rgb, rng: Rng): void {
  const { size } = canvas;
  const step = size * rng.uniform(0.09, 0.14);
  const center = size * rng.uniform(0.3, 0.7);
  for (let i = -8; i <= 8; i++) {
    const joint = capsule(
      [center + i * step, horizon],
      [center + i * step * 2.2, size],
      size * 0.003,
    );
    canvas.fill(joint, shade(floor, 0.65), 0.8);
  }
}

function paintRug(canvas: Canvas, horizon: number, rng: Rng): void {
  const { size } = canvas;
  const center = [size * rng.uniform(0.25, 0.75), (horizon + size) / 2] as const;
  const [rx, ry] = [size * rng.uniform(0.2, 0.4), (size - horizon) * 0.35];
  const color = randomColor(rng);
  canvas.fill(ellipse(center, rx, ry), color, 0.85);
  canvas.fill(ellipse(center, rx * 0.75, ry * 0.75), shade(color, 1.3), 0.8);
  canvas.fill(ellipse(center, rx * 0.6, ry * 0.6), color, 0.8);
}

function paintWindow(canvas: Canvas, horizon: number, rng: Rng): void {
  const { size } = canvas;
  const width = size * rng.uniform(0.2, 0.32);
  const left = rng.uniform(0.02 * size, size - width);
  const top = size * rng.uniform(0.04, 0.12);
  const bottom = Math.min(top + width * rng.uniform(0.9, 1.4), horizon - 0.06 * size);
  const frame = size * 0.014;
  canvas.fillRect([left - frame, top - frame, left + width + frame, bottom + frame], WHITE);
  const light = usualColor(
    [
      [150, 195, 235],
      [60, 70, 110],
      [240, 220, 170],
    ],
    rng,
  );
  canvas.fillGradient([left, top, left + width, bottom], light, shade(light, 1.4));
  const x = left + width / 2;
  canvas.fillRect([x - frame / 2, top, x + frame / 2, bottom], WHITE);
  const y = (top + bottom) / 2;
  canvas.fillRect([left, y - frame / 2, left + width, y + frame / 2], WHITE);
}

function paintPicture(canvas: Canvas, horizon: number, rng: Rng): void {
  const { size } = canvas;
  const [width, height] = [size * rng.uniform(0.1, 0.18), size * rng.uniform(0.1, 0.16)];
  const [x, y] = [rng.uniform(0, size - width), rng.uniform(0.05, 0.45) * horizon];
  const frame = size * 0.01;
  const color = randomColor(rng);
  canvas.fillRect([x - frame, y - frame, x + width + frame, y + height + frame], [80, 55, 35]);
  canvas.fillGradient([x, y, x + width, y + height], shade(color, 1.4), color);
  const hill = polygon([
    [x, y + height],
    [x + width * 0.55, y + height * 0.4],
    [x + width, y + height],
  ]);
  canvas.fill(hill, shade(color, 0.5));
}
