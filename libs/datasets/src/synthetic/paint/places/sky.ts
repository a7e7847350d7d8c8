import type { Rng } from '@turbo-hoi/core';
import type { Canvas } from '../../raster/canvas';
import { ellipse } from '../../raster/shape';
import { shade, usualColor, WHITE } from '../colors';

/** A sky down to the horizon, some clouds in it. */
export function paintSky(canvas: Canvas, horizon: number, opacity: number, rng: Rng): void {
  const { size } = canvas;
  const sky = usualColor(
    [
      [120, 170, 225],
      [150, 180, 200],
      [200, 170, 160],
      [60, 70, 110],
    ],
    rng,
  );
  canvas.fillGradient([0, 0, size, horizon], sky, shade(sky, 1.4), opacity);
  const clouds = rng.int(4);
  for (let i = 0; i < clouds; i++) {
    const [x, y] = [rng.uniform(0, size), rng.uniform(0, horizon * 0.6)];
    const width = size * rng.uniform(0.06, 0.14);
    for (const [dx, dy, scale] of [
      [-0.7, 0.15, 0.7],
      [0, 0, 1],
      [0.8, 0.2, 0.65],
    ]) {
      const puff = ellipse([x + dx * width, y + dy * width], width * scale, width * scale * 0.5);
      canvas.fill(puff, WHITE, 0.4);
    }
  }
}
