import type { Rng } from '@turbo-hoi/core';
import type { Canvas } from '../raster/canvas';
import { randomColor } from './colors';

/** Fills the canvas with smooth random color: bilinear noise of a few cells around one color. */
export function paintTexture(canvas: Canvas, rng: Rng): void {
  const { size, pixels } = canvas;
  const cells = rng.pick([3, 5, 9]);
  const base = randomColor(rng, 30, 225);
  const strength = rng.uniform(0.2, 0.8);
  const grid = Float32Array.from({ length: 3 * cells * cells }, (_, i) =>
    Math.min(255, Math.max(0, base[i % 3] + rng.uniform(-128, 128) * strength)),
  );
  const row = new Float32Array(3 * cells);
  for (let y = 0; y < size; y++) {
    const [y0, y1, ty] = between(y, size, cells);
    for (let i = 0; i < row.length; i++) {
      const top = grid[3 * cells * y0 + i];
      row[i] = top + ty * (grid[3 * cells * y1 + i] - top);
    }
    for (let x = 0; x < size; x++) {
      const [x0, x1, tx] = between(x, size, cells);
      const at = 3 * (y * size + x);
      for (let c = 0; c < 3; c++) {
        pixels[at + c] = row[3 * x0 + c] + tx * (row[3 * x1 + c] - row[3 * x0 + c]);
      }
    }
  }
}

/** The two cells around a pixel and the share of the second. */
function between(pixel: number, size: number, cells: number): readonly [number, number, number] {
  const at = Math.min(Math.max(((pixel + 0.5) / size) * cells - 0.5, 0), cells - 1);
  const low = Math.min(Math.floor(at), cells - 2);
  return [low, low + 1, at - low];
}
