import type { RgbImage } from '@turbo-hoi/core';
import { thumbnailUri } from '@turbo-hoi/datasets/node';
import { drawOverlay, type ExampleImage } from '@turbo-hoi/visualization';
import sharp from 'sharp';

/** A drawing over a photo. */
export interface PhotoDrawing {
  /** Needs no other file. */
  readonly svg: string;
  readonly png: Uint8Array;
}

/** Draws, given the address of the picture beneath, or nothing beneath without one. */
export type DrawSvg = (image?: string) => string;

// Large enough to read names on a tiny image, small enough for a folder of photographs.
const LEAST_SIDE = 640;
const MOST_SIDE = 1600;

// Photographs are shown large: thinner strokes than on the cards of a report.
const SCALE = 0.5;

/** Boxes, skeletons, actions and lines to their objects as a stage sees them. */
export function stageDrawing(
  example: ExampleImage,
  stage: number,
  actionThreshold?: number,
): DrawSvg {
  return (image) => drawOverlay(example, stage, { image, scale: SCALE, actionThreshold });
}

/** The size at which photos are drawn. */
export function drawnSize({ width, height }: RgbImage) {
  const longest = Math.max(width, height);
  const scale = Math.min(MOST_SIDE, Math.max(LEAST_SIDE, longest)) / longest;
  const side = (length: number) => Math.max(1, Math.round(scale * length));
  return { width: side(width), height: side(height) };
}

/** @param gray shows the photo without colors, where those of the drawing count */
export async function drawPhoto(
  photo: RgbImage,
  draw: DrawSvg,
  gray = false,
): Promise<PhotoDrawing> {
  const { data, width, height } = photo;
  const size = drawnSize(photo);
  const strokes = withSize(draw(), size);
  const enlarged = sharp(data, { raw: { width, height, channels: 3 } }).resize(
    size.width,
    size.height,
    { fit: 'fill', kernel: width < size.width ? 'nearest' : 'lanczos3' },
  );
  const base = await (gray ? enlarged.grayscale() : enlarged).png().toBuffer();
  const png = await sharp(base)
    .composite([{ input: await sharp(Buffer.from(strokes), { unlimited: true }).png().toBuffer() }])
    .png()
    .toBuffer();
  return { svg: withSize(draw(await thumbnailUri(photo, MOST_SIDE)), size), png };
}

/** Viewers that know no page take an SVG without a size for one of 100 pixels. */
function withSize(svg: string, { width, height }: { width: number; height: number }): string {
  return svg.replace('<svg ', `<svg width="${width}" height="${height}" `);
}
