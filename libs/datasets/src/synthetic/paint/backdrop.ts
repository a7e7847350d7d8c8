import type { Rng } from '@turbo-hoi/core';
import { cos, sin } from '../geometry/portable-math';
import type { Canvas } from '../raster/canvas';
import { capsule, ellipse, rectangle } from '../raster/shape';
import type { Scene } from '../world/scene';
import { randomColor } from './colors';
import { paintCourt } from './places/court';
import { paintField } from './places/field';
import { paintRoom } from './places/room';
import { paintStreet } from './places/street';
import { paintTexture } from './texture';

const PLACES = { court: paintCourt, field: paintField, street: paintStreet, indoor: paintRoom };

/** Paints what is behind the people: soft texture, the place where they are, and clutter. */
export function paintBackdrop(canvas: Canvas, scene: Scene, clutter: number, rng: Rng): void {
  paintTexture(canvas, rng.fork('texture'));
  if (scene.settingShown) {
    const place = rng.fork('place');
    // The texture shows through.
    PLACES[scene.setting](canvas, scene.horizon, place.uniform(0.55, 0.85), place);
  }
  paintClutter(canvas, clutter, rng.fork('clutter'));
}

function paintClutter(canvas: Canvas, amount: number, rng: Rng): void {
  const { size } = canvas;
  const count = Math.floor(rng.uniform(2, 9) * amount);
  for (let i = 0; i < count; i++) {
    const [x, y] = [rng.uniform(0, size), rng.uniform(0, size)];
    const color = randomColor(rng, 0, 255);
    const extent = rng.uniform(0.04, 0.23) * size;
    const kind = rng.weighted({ stick: 0.55, blob: 0.25, block: 0.2 });
    if (kind === 'stick') {
      const angle = rng.uniform(0, 2 * Math.PI);
      const end = [x + cos(angle) * extent, y + sin(angle) * extent] as const;
      canvas.fill(capsule([x, y], end, rng.uniform(0.004, 0.021) * size), color);
    } else if (kind === 'blob') {
      canvas.fill(ellipse([x, y], extent * 0.3, extent * rng.uniform(0.15, 0.4)), color);
    } else {
      canvas.fill(rectangle([x, y, x + extent, y + extent * rng.uniform(0.2, 0.9)]), color);
    }
  }
}
