import type { Rng } from '@turbo-hoi/core';
import type { Canvas } from '../raster/canvas';
import { capsule, rectangle } from '../raster/shape';
import type { Scene } from '../world/scene';
import { randomColor, WHITE } from './colors';

/** Paints the place of a scene: court, field, street or room. */
export function paintPlace(canvas: Canvas, scene: Scene, rng: Rng): void {
  PLACES[scene.setting](canvas, scene.horizon, rng);
}

type PlacePainter = (canvas: Canvas, horizon: number, rng: Rng) => void;

const PLACES: Record<Scene['setting'], PlacePainter> = {
  court: (canvas, horizon, rng) => {
    const { size } = canvas;
    canvas.fill(rectangle([0, horizon, size, size]), randomColor(rng, 0, 255));
    const width = rng.uniform(0.006, 0.012) * size;
    for (const x of [rng.uniform(0, 0.3), rng.uniform(0.35, 0.65), rng.uniform(0.7, 1)]) {
      canvas.fill(capsule([x * size, horizon], [(x * 2 - 0.5) * size, size], width), WHITE);
    }
    canvas.fill(rectangle([0, horizon - width, size, horizon + width]), WHITE);
  },
  field: (canvas, horizon, rng) => {
    const { size } = canvas;
    const colors = [randomColor(rng, 0, 255), randomColor(rng, 0, 255)];
    for (let i = 0; i < 130; i++) {
      const [x, y] = [rng.uniform(0, size), rng.uniform(horizon, size)];
      const tip = [
        x + rng.uniform(-0.012, 0.012) * size,
        y - rng.uniform(0.023, 0.055) * size,
      ] as const;
      canvas.fill(capsule([x, y], tip, 0.004 * size), colors[rng.chance(0.6) ? 0 : 1]);
    }
  },
  street: (canvas, horizon, rng) => {
    const { size } = canvas;
    const colors = [randomColor(rng, 0, 255), randomColor(rng, 0, 255)];
    for (let x = -rng.uniform(0, 0.12) * size; x < size;) {
      const width = rng.uniform(0.1, 0.23) * size;
      const top = horizon - rng.uniform(0.23, 0.6) * size;
      canvas.fill(rectangle([x, top, x + width - 2, horizon]), colors[rng.int(2)]);
      x += width;
    }
    canvas.fill(rectangle([0, horizon - 1, size, horizon + 1.5]), [60, 60, 60]);
  },
  indoor: (canvas, horizon, rng) => {
    const { size } = canvas;
    const step = rng.uniform(0.04, 0.086) * size;
    const color = randomColor(rng, 0, 255);
    for (let x = rng.uniform(0, step); x < size; x += step) {
      canvas.fill(rectangle([x, 0, x + 1.5, horizon]), color);
    }
    canvas.fill(rectangle([0, horizon, size, horizon + 3]), randomColor(rng, 0, 255));
  },
};
