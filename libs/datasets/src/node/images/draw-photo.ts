import type { RgbImage } from '@turbo-hoi/core';
import sharp from 'sharp';
import { thumbnailUri } from '../inspect/thumbnail';

/** A drawing over a photo. */
export interface DrawnFiles {
  /** Self-contained, with the photo embedded. */
  readonly svg: string;
  readonly png: Uint8Array;
}

/** Limits of a drawing's longer side in pixels. */
export interface DrawnSides {
  readonly least: number;
  readonly most: number;
}

// Names are legible on a tiny image, and a folder of photographs stays small.
const SIDES: DrawnSides = { least: 640, most: 1600 };

/**
 * Renders a drawing as SVG and PNG.
 *
 * @param draw returns the SVG, with the photo at an address as background or without one
 * @param gray shows the photo in grayscale, so that the drawing's colors stand out
 * @param sides default: 640 to 1600 pixels
 */
export async function drawPhoto(
  photo: RgbImage,
  draw: (image?: string) => string,
  gray: boolean,
  sides: DrawnSides = SIDES,
): Promise<DrawnFiles> {
  const size = drawnSize(photo, sides);
  const bare = draw();
  // The drawing may go on below the photo.
  const whole = { ...size, height: Math.round((size.width * heightOf(bare, photo)) / photo.width) };
  const strokes = Buffer.from(withSize(bare, whole));
  const png = await sharp(await basePng(photo, size, gray))
    .extend({ bottom: Math.max(0, whole.height - size.height), background: GROUND })
    .composite([{ input: strokes, unlimited: true }])
    .png()
    .toBuffer();
  return { svg: withSize(draw(await thumbnailUri(photo, sides.most)), whole), png };
}

const GROUND = '#0b0e14';

/** Height of a drawing in pixels of the photo. */
function heightOf(svg: string, photo: Size): number {
  const [, height] = /viewBox="0 0 [\d.]+ ([\d.]+)"/.exec(svg) ?? [];
  return height === undefined ? photo.height : Number(height);
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function drawnSize({ width, height }: RgbImage, { least, most }: DrawnSides): Size {
  const longest = Math.max(width, height);
  const scale = Math.min(most, Math.max(least, longest)) / longest;
  const side = (length: number) => Math.max(1, Math.round(scale * length));
  return { width: side(width), height: side(height) };
}

/** The resized photo; tiny ones are enlarged without interpolation. */
async function basePng(photo: RgbImage, size: Size, gray: boolean): Promise<Buffer> {
  const { data, width, height } = photo;
  const kernel = width < size.width ? 'nearest' : 'lanczos3';
  const resized = sharp(data, { raw: { width, height, channels: 3 } }).resize({
    ...size,
    fit: 'fill',
    kernel,
  });
  // Without compression: it is decoded again at once.
  const base = gray ? resized.grayscale().toColourspace('srgb') : resized;
  return base.png({ compressionLevel: 0 }).toBuffer();
}

/** Image viewers show an SVG without a size at 100 pixels. */
function withSize(svg: string, { width, height }: Size): string {
  return svg.replace('<svg ', `<svg width="${width}" height="${height}" `);
}
