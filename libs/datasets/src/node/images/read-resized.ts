import type { RgbImage } from '@turbo-hoi/core';
import type { Metadata } from 'sharp';
import type { ImageSize } from '../../sampling/resize-rule';
import { checkFormat } from './check-format';
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
 * `readImage` and `resizeImage` in one step: a photograph that is shrunk is never completely in memory, nor copied to
 * this thread. The pixels are the same, except for a JPEG shrunk to a fourth or less, which is scaled while decoding and differs slightly.
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

/** Null if the image cannot be resized this way, or is damaged. */
async function shrunkWhileRead(
  source: ImageSource,
  { width, height }: ImageSize,
  options: ReadImageOptions & { readonly expected: ImageSize },
): Promise<RgbImage | null> {
  const { expected, orientation } = options;
  if (width > expected.width || height > expected.height) return null;
  try {
    checkFormat(source, options.name ?? '', options.partial ?? false);
    const open = () => openImage(source, options, false);
    const resized = open().resize(width, height, {
      fit: 'fill',
      kernel: 'linear',
      fastShrinkOnLoad: false,
    });
    const [metadata, image] = await Promise.all([open().metadata(), decode(resized)]);
    const turned = turns(metadata, expected, orientation);
    return isPlain(metadata) && sameSize(metadata, expected) && !turned ? image : null;
  } catch {
    return null;
  }
}

/** Whether resizing before the conversion to 8-bit RGB has the same result as after it. */
function isPlain({ format, space, depth, hasAlpha }: Metadata): boolean {
  return (
    ['jpeg', 'png', 'webp'].includes(format) && space === 'srgb' && depth === 'uchar' && !hasAlpha
  );
}
