import type { RgbImage } from '@turbo-hoi/core';
import { thumbnailUri } from '@turbo-hoi/datasets/node';
import sharp from 'sharp';

/** A drawing over a photo. */
export interface DrawnFiles {
  /** Needs no other file. */
  readonly svg: string;
  readonly png: Uint8Array;
}

// Large enough to read names on a tiny image, small enough for a folder of photographs.
const LEAST_SIDE = 640;
const MOST_SIDE = 1600;

/**
 * Renders a drawing as SVG and PNG, with its longer side in 640..1600 pixels.
 *
 * @param draw gives the SVG, with the picture beneath at an address or without one
 * @param gray shows the photo without colors, where those of the drawing count
 */
export async function drawPhoto(
  photo: RgbImage,
  draw: (image?: string) => string,
  gray: boolean,
): Promise<DrawnFiles> {
  const size = drawnSize(photo);
  const strokes = Buffer.from(withSize(draw(), size));
  const png = await sharp(await basePng(photo, size, gray))
    .composite([{ input: strokes, unlimited: true }])
    .png()
    .toBuffer();
  return { svg: withSize(draw(await thumbnailUri(photo, MOST_SIDE)), size), png };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function drawnSize({ width, height }: RgbImage): Size {
  const longest = Math.max(width, height);
  const scale = Math.min(MOST_SIDE, Math.max(LEAST_SIDE, longest)) / longest;
  const side = (length: number) => Math.max(1, Math.round(scale * length));
  return { width: side(width), height: side(height) };
}

/** The photo in another size; a tiny one keeps its pixels as squares. */
async function basePng(photo: RgbImage, size: Size, gray: boolean): Promise<Buffer> {
  const { data, width, height } = photo;
  const kernel = width < size.width ? 'nearest' : 'lanczos3';
  const resized = sharp(data, { raw: { width, height, channels: 3 } }).resize({
    ...size,
    fit: 'fill',
    kernel,
  });
  // Without compression: it is read back at once.
  const base = gray ? resized.grayscale().toColourspace('srgb') : resized;
  return base.png({ compressionLevel: 0 }).toBuffer();
}

/** Viewers of files take an SVG without a size for one of 100 pixels. */
function withSize(svg: string, { width, height }: Size): string {
  return svg.replace('<svg ', `<svg width="${width}" height="${height}" `);
}
