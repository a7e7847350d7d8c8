import type { RgbImage } from '@turbo-hoi/core';
import type { Metadata } from 'sharp';
import type { ImageSize } from '../../sampling/resize-rule';
import {
  decode,
  type ImageSource,
  openImage,
  readImage,
  type ReadImageOptions,
  sameSize,
  turns,
} from './read-image';
import { resizeImage } from './resize-image';

/**
 * `readImage` and `resizeImage` in one: a photograph that gets smaller never lies in memory as a whole, nor passes through
 * this thread. The pixels are the same; from a fourth of its sides on, a JPEG is scaled while it is decoded, which differs a little.
 *
 * @throws TurboHoiError as `readImage` does
 */
export async function readResized(
  source: ImageSource,
  size: ImageSize,
  options: ReadImageOptions & { readonly expected: ImageSize },
): Promise<RgbImage> {
  return (
    (await shrunkWhileRead(source, size, options)) ??
    resizeImage(await readImage(source, options), size.width, size.height)
  );
}

/** Null where it cannot be had this way, for a damaged image too. */
async function shrunkWhileRead(
  source: ImageSource,
  { width, height }: ImageSize,
  options: ReadImageOptions & { readonly expected: ImageSize },
): Promise<RgbImage | null> {
  const { expected } = options;
  if (width > expected.width || height > expected.height) return null;
  const open = () => openImage(source, options, false);
  const resized = open().resize(width, height, {
    fit: 'fill',
    kernel: 'linear',
    fastShrinkOnLoad: false,
  });
  try {
    const [metadata, image] = await Promise.all([open().metadata(), decode(resized)]);
    const usable = isPlain(metadata) && sameSize(metadata, expected) && !turns(metadata, expected);
    return usable ? image : null;
  } catch {
    return null;
  }
}

/** Whether resizing before the conversion to 8-bit RGB gives what resizing after it does. */
function isPlain({ format, space, depth, hasAlpha }: Metadata): boolean {
  return (
    ['jpeg', 'png', 'webp'].includes(format) && space === 'srgb' && depth === 'uchar' && !hasAlpha
  );
}
