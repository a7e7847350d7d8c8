import type { Rng } from '@turbo-hoi/core';
import type { Canvas } from '../raster/canvas';
import { capsule, disc, ellipse, intersection, outline, polygon } from '../raster/shape';
import { propFrame, RACKET_HEAD, WHEEL } from '../world/prop-box';
import type { Prop } from '../world/scene';
import { contrast, randomColor, shade, WHITE } from './colors';

/** Paints one object in random colors. */
export function paintProp(canvas: Canvas, prop: Prop, rng: Rng): void {
  PAINTERS[prop.category](canvas, prop, rng);
}

type Painter = (canvas: Canvas, prop: Prop, rng: Rng) => void;

const PAINTERS: Record<Prop['category'], Painter> = {
  'sports ball': (canvas, prop, rng) => {
    const { width, at } = propFrame(prop);
    const color = randomColor(rng);
    const seam = contrast(color);
    const ball = disc(prop.center, width / 2);
    canvas.fill(ball, color);
    const line = Math.max(0.9, width * 0.12);
    canvas.fill(intersection(ball, outline(disc(at(-0.75, 0), width * 0.6), line)), seam);
    canvas.fill(intersection(ball, outline(disc(at(0.75, 0), width * 0.6), line)), seam);
    canvas.fill(disc(at(-0.16, -0.18), width * 0.13), WHITE, 0.5);
    canvas.fill(outline(ball, line * 0.8), shade(color, 0.45), 0.8);
  },

  'tennis racket': (canvas, prop, rng) => {
    const { height, along, at } = propFrame(prop);
    const color = randomColor(rng);
    const line = Math.max(1, height * 0.055);
    const head = ellipse(
      at(0, RACKET_HEAD.offset),
      height * RACKET_HEAD.along,
      height * RACKET_HEAD.across,
      along,
    );
    canvas.fill(capsule(at(0, -0.5), at(0, 0), line * 0.62), color);
    canvas.fill(capsule(at(0, -0.5), at(0, -0.28), line * 0.8), shade(contrast(color), 0.6));
    canvas.fill(head, contrast(color), 0.75);
    for (const t of [-0.22, 0, 0.22]) {
      canvas.fill(intersection(head, capsule(at(t, -0.04), at(t, 0.5), 0.25)), WHITE, 0.6);
      canvas.fill(
        intersection(head, capsule(at(-0.5, 0.22 + t * 0.6), at(0.5, 0.22 + t * 0.6), 0.25)),
        WHITE,
        0.6,
      );
    }
    canvas.fill(outline(head, line), color);
  },

  cup: (canvas, prop, rng) => {
    const { width, at } = propFrame(prop);
    const color = randomColor(rng);
    canvas.fill(polygon([at(-0.5, -0.5), at(0.5, -0.5), at(0.36, 0.5), at(-0.36, 0.5)]), color);
    canvas.fill(
      polygon([at(-0.47, -0.3), at(0.47, -0.3), at(0.43, 0), at(-0.43, 0)]),
      contrast(color),
    );
    canvas.fill(capsule(at(-0.3, -0.2), at(-0.22, 0.35), width * 0.06), WHITE, 0.5);
    canvas.fill(capsule(at(-0.45, -0.46), at(0.45, -0.46), width * 0.06), shade(color, 0.5));
  },

  'cell phone': (canvas, prop, rng) => {
    const { width, at } = propFrame(prop);
    const frame = randomColor(rng, 0, 75);
    canvas.fill(polygon([at(-0.5, -0.5), at(0.5, -0.5), at(0.5, 0.5), at(-0.5, 0.5)]), frame);
    const screen = polygon([at(-0.32, -0.36), at(0.32, -0.36), at(0.32, 0.3), at(-0.32, 0.3)]);
    canvas.fill(screen, [120, 190, 240]);
    canvas.fill(capsule(at(-0.12, 0.4), at(0.12, 0.4), width * 0.05), WHITE, 0.6);
  },

  skateboard: (canvas, prop, rng) => {
    const { height, at } = propFrame(prop);
    const color = randomColor(rng);
    canvas.fill(polygon([at(-0.5, -0.5), at(0.5, -0.5), at(0.44, -0.02), at(-0.44, -0.02)]), color);
    canvas.fill(capsule(at(-0.44, -0.42), at(0.44, -0.42), height * 0.08), shade(color, 0.5));
    for (const x of [-WHEEL.x, WHEEL.x]) {
      canvas.fill(disc(at(x, WHEEL.y), height * WHEEL.radius), contrast(color));
      canvas.fill(disc(at(x, WHEEL.y), height * WHEEL.radius * 0.4), WHITE);
    }
  },

  chair: (canvas, prop, rng) => {
    const { width, at } = propFrame(prop);
    const color = randomColor(rng);
    const back = 0.5 * Math.sign(prop.angle);
    const line = 0.085;
    const bar = (x1: number, y1: number, x2: number, y2: number, light = 1) =>
      canvas.fill(polygon([at(x1, y1), at(x2, y1), at(x2, y2), at(x1, y2)]), shade(color, light));
    const inner = back - Math.sign(back) * line;
    const front = -inner;
    // Far legs, back rest with two slats, seat, near legs.
    bar(back * 0.55, 0.05, back * 0.55 + line * 0.7, 0.42, 0.6);
    bar(-back * 0.45, 0.05, -back * 0.45 + line * 0.7, 0.42, 0.6);
    bar(back, -0.5, inner, 0.5);
    bar(-back, 0.02, front, 0.5);
    bar(-0.5, 0.02, 0.5, 0.12, 1.15);
    canvas.fill(capsule(at(inner, -0.42), at(inner, -0.1), width * 0.02), shade(color, 0.6));
  },
};
