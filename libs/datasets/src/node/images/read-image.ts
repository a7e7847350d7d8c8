import type { RgbImage } from '@turbo-hoi/core';
import sharp, { type Metadata } from 'sharp';
import type { ImageSize } from '../../sampling/resize-rule';
import { checkFormat } from './check-format';
import { checkNeed } from './check-need';
import { explainFailure, namedSource, otherSize } from './image-errors';

/** The path of an image file, or its content. */
export type ImageSource = string | Uint8Array;

/** Which pixels annotations mean: those of the file as it is stored, or those that are shown, turned as EXIF says. */
export type Orientation = 'stored' | 'upright';

export interface ReadImageOptions {
  /** The annotated size in pixels, which the image has to have; decides if EXIF rotation is applied. */
  readonly expected?: ImageSize;
  /** Decides where the size does not: square images, mirrored ones, those turned by 180°; default `upright`. */
  readonly orientation?: Orientation;
  /** Name for messages of an image given as bytes. */
  readonly name?: string;
  /** True: decodes the existing part of a truncated file (the rest is grey or black); default: an error. */
  readonly partial?: boolean;
  /** Images with more pixels are rejected before decoding. */
  readonly maxPixels?: number;
}

/** 10,000 × 10,000: more than any camera, and 300 MB decoded. */
export const MAX_PIXELS = 100_000_000;

/** Larger images are decoded once only; for smaller ones time counts more. */
const LARGE = 1 << 24;

/**
 * Reads a JPEG, PNG, WebP, GIF (its first frame), TIFF or AVIF as 8-bit RGB, whatever its color space and depth.
 *
 * Transparency is dropped and embedded color profiles of RGB are ignored, as in the readers (OpenCV, Pillow) that published
 * models were trained with. EXIF rotation is applied, except where the annotations are for the file as it is stored.
 *
 * @throws TurboHoiError `io` for a file that is missing or not readable; `data` for one that is empty, damaged, not an
 * image, larger than `maxPixels` or of another size than annotated
 */
export async function readImage(
  source: ImageSource,
  options: ReadImageOptions = {},
): Promise<RgbImage> {
  const { expected, orientation } = options;
  const name = namedSource(source, options.name);
  const open = (autoOrient: boolean) => openImage(source, options, autoOrient);
  try {
    const pixels = checkFormat(source, name, options.partial ?? false);
    if (pixels === null || pixels > LARGE) {
      const metadata = await open(false).metadata();
      const turned = turns(metadata, expected, orientation);
      checkNeed(metadata, turned, name);
      return checked(await decode(open(turned)), name, expected);
    }
    // In parallel: while a training step blocks this thread, each await lasts until the end of the step.
    const [metadata, stored] = await Promise.all([open(false).metadata(), decode(open(false))]);
    const image = turns(metadata, expected, orientation) ? await decode(open(true)) : stored;
    return checked(image, name, expected);
  } catch (error) {
    throw await explainFailure(source, name, options.maxPixels ?? MAX_PIXELS, error as Error);
  }
}

function checked(image: RgbImage, name: string, expected?: ImageSize): RgbImage {
  if (expected && !sameSize(image, expected)) throw otherSize(name, image, expected);
  return image;
}

/** A sharp pipeline of the image before decoding; ignores `name` and `expected`. */
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

/** Runs a sharp pipeline and returns its result as 8-bit RGB. */
export async function decode(image: sharp.Sharp): Promise<RgbImage> {
  const { data, info } = await image
    .toColourspace('srgb')
    .removeAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  // A view: nothing else uses the buffer.
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return { data: bytes, width: info.width, height: info.height };
}

/**
 * Whether EXIF rotation is applied. COCO and derived data sets annotate the stored pixels, annotation tools the displayed
 * image; the annotated size decides, if the rotation changes the size, and `meant` otherwise.
 */
export function turns(
  { orientation = 1, width, height, autoOrient }: Metadata,
  expected?: ImageSize,
  meant: Orientation = 'upright',
) {
  if (orientation === 1) return false;
  if (!expected) return true;
  const [stored, upright] = [sameSize({ width, height }, expected), sameSize(autoOrient, expected)];
  return stored && upright ? meant === 'upright' : !stored;
}

export function sameSize(a: ImageSize, b: ImageSize): boolean {
  return a.width === b.width && a.height === b.height;
}
