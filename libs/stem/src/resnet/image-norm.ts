import type { ImageBatch } from '@turbo-hoi/core';
import * as tf from '@tensorflow/tfjs';

// ImageNet statistics as in torchvision, RGB in 0..1.
const MEAN = [0.485, 0.456, 0.406];
const DEVIATION = [0.229, 0.224, 0.225];

/** The colour that {@link normalizeImages} maps to zero: RGB in 0..255. */
export const IMAGENET_MEAN = MEAN.map((mean) => 255 * mean) as unknown as readonly [
  number,
  number,
  number,
];

/** Normalises pixels in 0..255 by the ImageNet statistics: [B,H,W,3] → the same shape. */
export function normalizeImages(images: ImageBatch): tf.Tensor4D {
  return tf.tidy(() =>
    tf.sub<tf.Tensor4D>(
      tf.mul(images, tf.tensor1d(DEVIATION.map((deviation) => 1 / (255 * deviation)))),
      tf.tensor1d(MEAN.map((mean, i) => mean / DEVIATION[i])),
    ),
  );
}
