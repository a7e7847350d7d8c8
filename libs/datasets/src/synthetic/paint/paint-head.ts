import { HEAD_RADIUS } from '../figure/head';
import { inFrame, scale, type Vec } from '../geometry/vec';
import type { Rgb } from '../raster/canvas';
import { capsule, disc, ellipse, halfPlane, intersection, type Shape } from '../raster/shape';
import type { Figure } from '../world/scene';
import { BLACK, shade, WHITE } from './colors';
import type { Outfit } from './outfit';

type Part = (shape: Shape, color: Rgb) => void;

/** Paints head, hair and face, or the hood or helmet that covers them. */
export function paintHead(part: Part, figure: Figure, outfit: Outfit): void {
  const { head, unit, faceCovered } = figure;
  const radius = HEAD_RADIUS * unit;
  // In head radii: x towards the image's right, y down.
  const at = (x: number, y: number): Vec =>
    inFrame(head.center, head.across, head.up, x * radius, -y * radius);
  const skull = ellipse(head.center, radius * 0.94, radius * 1.1, head.across);
  if (faceCovered) paintCover(part, skull, at, radius, figure, outfit);
  else {
    paintHair(part, skull, at, radius, figure, outfit);
    paintFace(part, at, radius, figure, outfit);
  }
}

type At = (x: number, y: number) => Vec;

function paintCover(
  part: Part,
  skull: Shape,
  at: At,
  radius: number,
  { head }: Figure,
  { hair, trim, cover }: Outfit,
): void {
  part(skull, hair);
  part(intersection(disc(at(-0.3, -0.4), radius * 0.55), skull), shade(hair, 1.18));
  if (cover === 'helmet') {
    part(intersection(capsule(at(0, -1.2), at(0, 1.2), radius * 0.16), skull), trim);
    part(intersection(skull, halfPlane(at(0, 0.72), scale(head.up, -1))), shade(hair, 0.6));
  }
}

function paintHair(
  part: Part,
  skull: Shape,
  at: At,
  radius: number,
  { head }: Figure,
  { skin, hair, trim, hairstyle }: Outfit,
): void {
  if (hairstyle === 'long') {
    for (const x of [-0.8, 0.8]) part(capsule(at(x, -0.3), at(x, 0.95), radius * 0.32), hair);
  }
  if (hairstyle === 'bun') part(disc(at(0, -1.2), radius * 0.42), hair);
  part(skull, skin);
  const above = (y: number) => intersection(skull, halfPlane(at(0, y), head.up));
  if (hairstyle === 'cap') {
    part(above(-0.35), trim);
    const brim = head.gaze * 0.5;
    part(capsule(at(brim - 0.55, -0.38), at(brim + 0.55, -0.38), radius * 0.13), shade(trim, 0.65));
  } else if (hairstyle !== 'bald') {
    part(above(-0.48), hair);
    part(intersection(disc(at(-0.85, -0.35), radius * 0.3), skull), hair);
    part(intersection(disc(at(0.85, -0.35), radius * 0.3), skull), hair);
  }
}

function paintFace(
  part: Part,
  at: At,
  radius: number,
  { head, unit, joints }: Figure,
  { skin }: Outfit,
): void {
  const eye = Math.max(0.85, 0.018 * unit);
  for (const center of [joints.left_eye, joints.right_eye]) {
    const pupil: Vec = [center[0] + head.gaze * eye * 0.45, center[1] + head.nod * eye * 0.35];
    part(disc(center, eye), WHITE);
    part(disc(pupil, eye * 0.72), BLACK);
  }
  part(disc(joints.nose, eye * 0.85), shade(skin, 0.6));
  const [x, y] = [head.gaze * 0.4, 0.55 + 0.2 * head.nod];
  part(
    capsule(at(x - 0.22, y), at(x + 0.22, y), radius * 0.08),
    shade([190, 60, 60], skin[0] / 255),
  );
}
