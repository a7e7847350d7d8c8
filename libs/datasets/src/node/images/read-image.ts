import type { RgbImage } from '@turbo-hoi/core';
import sharp, { type Metadata } from 'sharp';
import type { ImageSize } from '../../sampling/resize-rule';
import { explainFailure, namedSource, notAPhotograph, otherSize } from './image-errors';

/** The path of an image file, or its content. */
export type ImageSource = string | Uint8Array;

export interface ReadImageOptions {
  /** The size that the annotations are for: decides whether the file's EXIF rotation counts, and must be met. */
  readonly expected?: ImageSize;
  /** How messages call an image given as bytes. */
  readonly name?: string;
  /** True: of a truncated file, what is there (the rest is grey or black); default: an error. */
  readonly partial?: boolean;
  /** Images of more pixels are refused before they are decoded. */
  readonly maxPixels?: number;
}

/** 10,000 × 10,000: more than any camera's image, and 300 MB decoded. */
export const MAX_PIXELS = 100_000_000;

// Their size is the writer's choice, and reading them runs a renderer.
const DRAWINGS = ['svg', 'pdf'];

/**
 * Reads a JPEG, PNG, WebP, GIF (its first frame), TIFF or AVIF as 8-bit RGB, whatever its color space and depth.
 *
 * Transparency is dropped and embedded color profiles of RGB are ignored, as in the readers (OpenCV, Pillow) that published
 * models were trained with. EXIF rotation is applied, except where the annotations are for the file as it is stored.
 *
 * @throws TurboHoiError `io` for a file that is missing or not readable; `data` for one that is empty, damaged, no
 * image, larger than `maxPixels` or of another size than the annotations say
 */
export async function readImage(
  source: ImageSource,
  options: ReadImageOptions = {},
): Promise<RgbImage> {
  const { expected } = options;
  const name = namedSource(source, options.name);
  const open = (autoOrient: boolean) => openImage(source, options, autoOrient);
  try {
    // At once rather than one after the other: while a step blocks this thread, each answer waits for the step's end.
    const [metadata, stored] = await Promise.all([open(false).metadata(), decode(open(false))]);
    if (DRAWINGS.includes(metadata.format)) throw notAPhotograph(name, metadata.format);
    const image = turns(metadata, expected) ? await decode(open(true)) : stored;
    if (expected && !sameSize(image, expected)) throw otherSize(name, image, expected);
    return image;
  } catch (error) {
    throw await explainFailure(source, name, options.maxPixels ?? MAX_PIXELS, error as Error);
  }
}

/** The image before it is decoded; `name`, `expected` do not matter here. */
export function openImage(
  source: ImageSource,
  { partial = false, maxPixels = MAX_PIXELS }: ReadImageOptions,
  autoOrient: boolean,
) {
  return sharp(source, {
    failOn: partial ? 'none' : 'truncated',
    limitInputPixels: maxPixels,
    ignoreIcc: true,
    autoOrient,
  });
}

/** 8-bit RGB of what a chain of operations makes of an image. */
export async function decode(image: sharp.Sharp): Promise<RgbImage> {
  const { data, info } = await image
    .toColourspace('srgb')
    .removeAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  // A view: the buffer is not shared with anybody.
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return { data: bytes, width: info.width, height: info.height };
}

/**
 * Whether EXIF rotation counts. COCO and its relatives annotate the pixels as stored, tools with a user interface what the
 * user saw; the annotated size tells which, where the rotation changes it.
 */
export function turns(
  { orientation = 1, width, height, autoOrient }: Metadata,
  expected?: ImageSize,
) {
  if (orientation === 1) return false;
  if (!expected) return true;
  return sameSize(autoOrient, expected) || !sameSize({ width, height }, expected);
}

export function sameSize(a: ImageSize, b: ImageSize): boolean {
  return a.width === b.width && a.height === b.height;
}
