import { TurboHoiError, type RgbImage } from '@turbo-hoi/core';
import { requirePixels } from '../sampling/blank-pixels';

/** Images of the same size, concatenated. */
export interface ImageStack {
  /** [B,H,W,3], RGB. */
  readonly images: Uint8Array;
  readonly shape: { readonly batch: number; readonly height: number; readonly width: number };
}

/**
 * Pads images on the right and below to the size of the largest, so that boxes keep their coordinates.
 *
 * @param multiple both sides are rounded up to a multiple of it
 * @param padColor RGB in 0..255, which the stem's normalisation maps to zero
 * @throws TurboHoiError `shape` without images, `config` for images without pixels
 */
export function stackImages(
  images: readonly RgbImage[],
  multiple = 1,
  padColor: readonly number[] = [0, 0, 0],
): ImageStack {
  if (images.length === 0) {
    throw new TurboHoiError('shape', 'stackImages: got no images; a batch needs at least one.');
  }
  images.forEach(requirePixels);
  const side = (lengths: number[]) => Math.ceil(Math.max(...lengths) / multiple) * multiple;
  const width = side(images.map((image) => image.width));
  const height = side(images.map((image) => image.height));
  const stack = new Uint8Array(images.length * height * width * 3);
  if (images.some((image) => image.width < width || image.height < height)) fill(stack, padColor);
  images.forEach((image, i) => copy(image, stack, i * height * width * 3, width));
  return { images: stack, shape: { batch: images.length, height, width } };
}

function fill(stack: Uint8Array, color: readonly number[]): void {
  stack.set(color);
  // Each copy doubles the filled part.
  for (let done = 3; done < stack.length; done *= 2) stack.copyWithin(done, 0, done);
}

function copy({ data, width, height }: RgbImage, to: Uint8Array, offset: number, wide: number) {
  if (width === wide) return to.set(data, offset);
  for (let y = 0; y < height; y++) {
    to.set(data.subarray(3 * y * width, 3 * (y + 1) * width), offset + 3 * y * wide);
  }
}
