import type { RgbImage } from '@turbo-hoi/core';
import * as tf from '@tensorflow/tfjs';

/** How images are brought to a size that the stem takes. */
export interface Padding {
  readonly multiple: number;
  /** RGB in 0..255. */
  readonly padColor: readonly number[];
}

/** The sides of an image rounded up to multiples. */
export function paddedSize({ width, height }: RgbImage, multiple: number) {
  const up = (side: number) => Math.ceil(side / multiple) * multiple;
  return { width: up(width), height: up(height) };
}

/** Images of one padded size as [B,H,W,3] in 0..255, filled up at the right and below. */
export function imageTensor(
  images: readonly RgbImage[],
  { multiple, padColor }: Padding,
): tf.Tensor4D {
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
  // What is filled doubles until all is.
  for (let done = color.length; done < pixels.length; done *= 2)
    pixels.copyWithin(done, 0, Math.min(done, pixels.length - done));
}
