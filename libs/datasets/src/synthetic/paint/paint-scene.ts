import type { Rng } from '@turbo-hoi/core';
import { Canvas, PixelMask } from '../raster/canvas';
import { ellipse, rectangle } from '../raster/shape';
import type { SyntheticOptions } from '../synthetic-options';
import type { Occluder, Scene } from '../world/scene';
import { randomColor, shade } from './colors';
import { finish } from './finish';
import { drawOutfit } from './outfit';
import { paintBackdrop } from './backdrop';
import { FigurePainter } from './paint-figure';
import { paintProp } from './paint-prop';

/** A painted scene. */
export interface Painting {
  /** [size,size,3] RGB. */
  readonly pixels: Uint8Array;
  /** The body of each figure: hidden limbs widen its box, not its area, as in COCO, whose area is what is seen. */
  readonly bodies: readonly PixelMask[];
}

/** Paints a scene: the place, every person with their objects, what stands before them, and noise. */
export function paintScene(
  scene: Scene,
  { clutter, hiddenOpacity }: Pick<SyntheticOptions, 'clutter' | 'hiddenOpacity'>,
  rng: Rng,
): Painting {
  const canvas = new Canvas(scene.size);
  paintBackdrop(canvas, scene, clutter, rng.fork('backdrop'));
  const bodies = scene.figures.map((figure, index) => {
    const body = new PixelMask(scene.size);
    const colors = rng.fork('figure', index);
    const props = scene.props.filter((prop) => prop.figure === index);
    const painter = new FigurePainter(
      canvas,
      body,
      figure,
      drawOutfit(figure, hiddenOpacity, colors),
    );
    for (const prop of props) if (prop.category === 'chair') paintProp(canvas, prop, colors);
    painter.paintBack();
    for (const prop of props) if (prop.category !== 'chair') paintProp(canvas, prop, colors);
    painter.paintFront();
    return body;
  });
  const front = rng.fork('occluders');
  for (const occluder of scene.occluders) paintOccluder(canvas, occluder, front);
  return { pixels: finish(canvas, rng.fork('noise')), bodies };
}

function paintOccluder(canvas: Canvas, { box, round }: Occluder, rng: Rng): void {
  const [x1, y1, x2, y2] = box;
  const color = randomColor(rng);
  const shape = round
    ? ellipse([(x1 + x2) / 2, (y1 + y2) / 2], (x2 - x1) / 2, (y2 - y1) / 2)
    : rectangle(box);
  canvas.fill(shape, color);
  if (!round) canvas.fillRect([x1, y2 - (y2 - y1) * 0.25, x2, y2], shade(color, 0.6), 0.6);
}
