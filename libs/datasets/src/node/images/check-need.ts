import { TurboHoiError } from '@turbo-hoi/core';
import type { Metadata } from 'sharp';

/** What decoding an image may take: two copies of a photograph of 75 million pixels. */
export const MAX_BYTES = 450 * 2 ** 20;
/** Bytes of a decoded pixel. */
export const RGB = 3;
/** These are decoded as a whole, with transparency, before the rows are read. */
const WHOLE: readonly string[] = ['gif', 'webp'];
const RGBA = 4;

/**
 * Refuses an image that takes far more memory than its pixels.
 *
 * @throws TurboHoiError `data`
 */
export function checkNeed(
  { format, width, height, orientation = 1 }: Metadata,
  turned: boolean,
  name: string,
): void {
  const copies = turned ? 2 : 1;
  const perPixel = copies * RGB + (WHOLE.includes(format) ? RGBA : 0);
  const bytes = perPixel * width * height;
  if (bytes <= MAX_BYTES) return;
  const why = turned ? ` that EXIF turns (orientation ${orientation})` : '';
  const remedy = turned ? 'store it turned' : 'save it as JPEG or PNG';
  throw new TurboHoiError(
    'data',
    `${name}: is a ${format} of ${width}×${height}${why}, ${Math.round(bytes / 2 ** 20)} MiB to decode; ${remedy}, or shrink it.`,
  );
}
