import type { Layout } from '@turbo-hoi/core';
import { boxGeometry } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor2D } from '@tensorflow/tfjs';

/** Columns of {@link boxTokens}. */
export const BOX_NUMBERS = 8;

/**
 * What a detection looks like without its pixels and class, [O,8]: center and size in the image (center in -1..1), their logarithms, score,
 * and log aspect ratio.
 */
export function boxTokens({ objects, sizes }: Layout): Tensor2D {
  const { rois, scores } = objects;
  const { center, size } = boxGeometry(rois.boxes);
  const imageSize = tf.gather(sizes, rois.imageIndex);
  const inImage = tf.div(size, imageSize);
  const [width, height] = tf.split(size, 2, 1);
  return tf.concat(
    [
      tf.sub(tf.mul(tf.div(center, imageSize), 2), 1),
      inImage,
      tf.log(tf.maximum(inImage, 0.003)),
      tf.reshape(scores, [-1, 1]),
      tf.log(tf.clipByValue(tf.div(width, height), 0.05, 20)),
    ],
    1,
  ) as Tensor2D;
}
