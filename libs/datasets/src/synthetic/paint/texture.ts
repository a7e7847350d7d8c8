import type { Rng } from '@turbo-hoi/core';
import type { Canvas } from '../raster/canvas';
import { randomColor } from './colors';

/** Fills the canvas with smooth random color: bilinear noise of a few cells around one color. */
export function paintTexture({ size, pixels }: Canvas, rng: Rng): void {
  const cells = rng.pick([3, 5, 9]);
  const base = randomColor(rng, 30, 225);
  const strength = rng.uniform(0.2, 0.8);
  const grid = Float32Array.from({ length: 3 * cells * cells }, (_, i) =>
    Math.min(255, Math.max(0, base[i % 3] + rng.uniform(-128, 128) * strength)),
  );
  const { cell, share } = interpolation(size, cells);
  const row = new Float32Array(3 * cells);
  let at = 0;
  for (let y = 0; y < size; y++) {
    const top = 3 * cells * cell[y];
    for (let i = 0; i < row.length; i++) {
      row[i] = grid[top + i] + share[y] * (grid[top + row.length + i] - grid[top + i]);
    }
    for (let x = 0; x < size; x++) {
      const left = 3 * cell[x];
      for (let i = left; i < left + 3; i++)
        pixels[at++] = row[i] + share[x] * (row[i + 3] - row[i]);
    }
  }
}

/** For every pixel of a side the first of the two cells around it and the share of the second. */
function interpolation(size: number, cells: number) {
  const cell = new Int32Array(size);
  const share = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const at = Math.min(Math.max(((i + 0.5) / size) * cells - 0.5, 0), cells - 1);
    cell[i] = Math.min(Math.floor(at), cells - 2);
    share[i] = at - cell[i];
  }
  return { cell, share };
}
