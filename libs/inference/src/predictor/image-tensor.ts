import type { RgbImage } from '@turbo-hoi/core';
import { requirePixels } from '@turbo-hoi/datasets';
import * as tf from '@tensorflow/tfjs';

/** Padding of images to a size that the stem supports. */
export interface Padding {
  readonly multiple: number;
  /** RGB in 0..255. */
  readonly padColor: readonly number[];
}

/** The size of an image in pixels, each side rounded up to a multiple. */
export function paddedSize({ width, height }: RgbImage, multiple: number) {
  const up = (side: number) => Math.ceil(side / multiple) * multiple;
  return { width: up(width), height: up(height) };
}

/** Images of the same padded size as [B,H,W,3] in 0..255, padded at the right and bottom. @throws TurboHoiError `config` for images without pixels */
export function imageTensor(
  images: readonly RgbImage[],
  { multiple, padColor }: Padding,
): tf.Tensor4D {
  images.forEach(requirePixels);
  const { width, height } = paddedSize(images[0], multiple);
  const pixels = new Float32Array(images.length * height * width * 3);
  images.forEach((image, i) => {
    const first = i * height * width * 3;
    const row = 3 * image.width;
    if (image.width < width || image.height < height)
      fill(pixels.subarray(first, first + 3 * width * height), padColor);
    for (let y = 0; y < image.height; y++)
      pixels.set(image.data.subarray(y * row, (y + 1) * row), first + 3 * y * width);
  });
  return tf.tensor4d(pixels, [images.length, height, width, 3]);
}

function fill(pixels: Float32Array, color: readonly number[]): void {
  pixels.set(color);
  // Each copy doubles the filled part.
  for (let done = color.length; done < pixels.length; done *= 2)
    pixels.copyWithin(done, 0, Math.min(done, pixels.length - done));
}
