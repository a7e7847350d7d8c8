import type { RgbImage } from '@turbo-hoi/core';
import * as tf from '@tensorflow/tfjs';
import type { ImageSize } from '@turbo-hoi/detection';

/** Resizing of an image for a detector. */
export interface InputSize {
  /** Target length of the shorter side in pixels. */
  readonly shortSide: number;
  /** Largest length of the longer side in pixels; limits the scale. */
  readonly longSide: number;
}

/** Size of the network input for an image, as in torchvision's `GeneralizedRCNNTransform`. */
export function inputSize(
  { width, height }: ImageSize,
  { shortSide, longSide }: InputSize,
): ImageSize {
  const scale = Math.min(shortSide / Math.min(width, height), longSide / Math.max(width, height));
  // torchvision computes in float32, where 427 · (800 / 427) is exactly 800.
  const scaled = (side: number) => Math.max(1, Math.floor(Math.fround(side * Math.fround(scale))));
  return { width: scaled(width), height: scaled(height) };
}

export interface Padding {
  /** The sides of the input are multiples of this. */
  readonly multiple: number;
  /** RGB in 0..255. */
  readonly padColor: readonly number[];
}

/** Resizes an image and pads it at the right and bottom: [1,H,W,3] in 0..255. */
export function imageInput(
  { data, width, height }: RgbImage,
  size: ImageSize,
  { multiple, padColor }: Padding,
): tf.Tensor4D {
  return tf.tidy(() => {
    const image = tf.tensor4d(data, [1, height, width, 3], 'float32');
    const same = size.width === width && size.height === height;
    const resized = same
      ? image
      : tf.image.resizeBilinear(image, [size.height, size.width], false, true);
    const missing = (side: number) => Math.ceil(side / multiple) * multiple - side;
    const [right, below] = [missing(size.width), missing(size.height)];
    if (right === 0 && below === 0) return resized.clone();
    const color = tf.tensor1d([...padColor]);
    const padded = tf.pad(tf.sub(resized, color), [
      [0, 0],
      [0, below],
      [0, right],
      [0, 0],
    ]);
    return tf.add(padded, color);
  });
}
