import type { Rng } from '@turbo-hoi/core';
import { HEAD_RADIUS } from '../figure/head';
import { inFrame, type Vec } from '../geometry/vec';
import type { Rgb } from '../raster/canvas';
import { capsule, disc, ellipse, halfPlane, intersection, type Shape } from '../raster/shape';
import type { Figure } from '../world/scene';
import { BLACK, shade, WHITE } from './colors';
import type { Outfit } from './outfit';

type Part = (shape: Shape, color: Rgb) => void;

/** Paints head, hair and face, or the hood that covers them. */
export function paintHead(part: Part, figure: Figure, outfit: Outfit, _rng: Rng): void {
  const { head, unit, joints, faceCovered } = figure;
  const { skin, hair, trim, hairstyle } = outfit;
  const radius = HEAD_RADIUS * unit;
  const point = (x: number, y: number): Vec =>
    inFrame(head.center, head.across, head.up, x * radius, -y * radius);
  const skull = ellipse(head.center, radius * 0.94, radius * 1.1, head.across);
  if (faceCovered) {
    part(skull, hair);
    part(
      intersection(ellipse(point(-0.2, -0.25), radius * 0.55, radius * 0.6), skull),
      shade(hair, 1.15),
    );
    return;
  }
  if (hairstyle === 'long') part(capsule(point(0, -0.1), point(0, 0.75), radius), hair);
  if (hairstyle === 'bun') part(disc(point(0, -1.2), radius * 0.42), hair);
  part(skull, skin);
  const above = (y: number) => halfPlane(point(0, y), head.up);
  if (hairstyle === 'cap') {
    part(intersection(skull, above(-0.25)), trim);
    part(
      capsule(
        point(head.gaze * 0.5 - 0.5, -0.3),
        point(head.gaze * 0.5 + 0.5, -0.3),
        radius * 0.13,
      ),
      shade(trim, 0.7),
    );
  } else if (hairstyle !== 'bald') {
    part(intersection(skull, above(-0.4)), hair);
  }
  const eye = Math.max(0.9, 0.019 * unit);
  for (const at of [joints.left_eye, joints.right_eye]) {
    part(disc(at, eye), WHITE);
    part(disc([at[0] + head.gaze * eye * 0.4, at[1] + head.nod * eye * 0.3], eye * 0.75), BLACK);
  }
  part(disc(joints.nose, eye * 0.9), shade(skin, 0.6));
  const mouth = [head.gaze * 0.4, 0.55 + 0.2 * head.nod];
  part(
    capsule(point(mouth[0] - 0.22, mouth[1]), point(mouth[0] + 0.22, mouth[1]), radius * 0.07),
    [150, 50, 50],
  );
}
