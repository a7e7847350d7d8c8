import { type RgbImage, TurboHoiError } from '@turbo-hoi/core';

/** Pixels with an alpha channel, `4 · width · height` bytes, such as a canvas's `ImageData`; alpha is dropped. */
export interface RgbaPixels {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** An image source of a browser: an `HTMLImageElement`, `ImageBitmap`, canvas or video. */
export interface Drawable {
  readonly width: number;
  readonly height: number;
  readonly naturalWidth?: number;
  readonly naturalHeight?: number;
  readonly videoWidth?: number;
  readonly videoHeight?: number;
  readonly data?: undefined;
}

/** Input of `predict` in Node and browsers. */
export type PhotoImage = RgbImage | RgbaPixels | Drawable;

/**
 * Converts an image to 8-bit RGB.
 *
 * @throws TurboHoiError `shape` for pixels that are neither RGB nor RGBA, or for a value that is not a loaded image; `usage` for a drawable without a canvas to draw on
 */
export function toRgbImage(image: PhotoImage): RgbImage {
  if (image?.data === undefined) return drawn(image as Drawable);
  const { data, width, height } = image;
  const pixels = width * height;
  const isSize = Number.isInteger(width) && Number.isInteger(height) && pixels > 0;
  if (isSize && data.length === 3 * pixels && data instanceof Uint8Array) {
    return { data, width, height };
  }
  if (isSize && data.length === 3 * pixels) return { data: Uint8Array.from(data), width, height };
  if (isSize && data.length === 4 * pixels) return { data: withoutAlpha(data), width, height };
  throw new TurboHoiError(
    'shape',
    `predict: got ${data.length} bytes for ${width} × ${height} pixels; expected 3 (RGB) or 4 (RGBA) per pixel, row by row.`,
  );
}

function withoutAlpha(rgba: ArrayLike<number>): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    rgb[to] = rgba[from];
    rgb[to + 1] = rgba[from + 1];
    rgb[to + 2] = rgba[from + 2];
  }
  return rgb;
}

interface Canvas {
  width: number;
  height: number;
  getContext(kind: '2d'): {
    drawImage(image: unknown, x: number, y: number): void;
    getImageData(x: number, y: number, width: number, height: number): RgbaPixels;
  } | null;
}

interface CanvasMakers {
  readonly OffscreenCanvas?: new (width: number, height: number) => Canvas;
  readonly document?: { createElement(name: 'canvas'): Canvas };
}

function drawn(image: Drawable): RgbImage {
  const width = image?.naturalWidth ?? image?.videoWidth ?? image?.width;
  const height = image?.naturalHeight ?? image?.videoHeight ?? image?.height;
  if (!(width > 0 && height > 0)) {
    throw new TurboHoiError(
      'shape',
      `predict: got an image of ${width} × ${height} pixels; expected a loaded image (await image.decode()).`,
    );
  }
  const context = makeCanvas(width, height)?.getContext('2d');
  if (!context) {
    throw new TurboHoiError(
      'usage',
      'predict: there is no canvas here to draw the image on; pass its pixels as { data, width, height }.',
    );
  }
  context.drawImage(image, 0, 0);
  return toRgbImage(context.getImageData(0, 0, width, height));
}

function makeCanvas(width: number, height: number): Canvas | null {
  const { OffscreenCanvas, document } = globalThis as CanvasMakers;
  if (OffscreenCanvas) return new OffscreenCanvas(width, height);
  const canvas = document?.createElement('canvas');
  return canvas ? Object.assign(canvas, { width, height }) : null;
}
