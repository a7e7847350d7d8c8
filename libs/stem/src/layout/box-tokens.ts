import type { Layout, ObjectRois } from '@turbo-hoi/core';
import { boxColumns } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs';

/** Columns of {@link boxTokens} without those of the skeleton. */
export const BOX_NUMBERS = 8;

/**
 * What a detection looks like without its pixels and class, [O,8]: center and size in the image (center in -1..1), their logarithms, score,
 * and log aspect ratio.
 */
export function boxTokens({ objects, sizes }: Layout): Tensor2D {
  const { rois, scores } = objects;
  const { centerX, centerY, width, height } = boxColumns(rois.boxes);
  const [imageWidth, imageHeight] = tf.split(tf.gather(sizes, rois.imageIndex), 2, 1);
  const [w, h] = [tf.div(width, imageWidth), tf.div(height, imageHeight)];
  const centered = (place: Tensor, side: Tensor) => tf.sub(tf.mul(tf.div(place, side), 2), 1);
  const logOf = (x: Tensor, least: number, most: number) => tf.log(tf.clipByValue(x, least, most));
  return tf.concat(
    [
      centered(centerX, imageWidth),
      centered(centerY, imageHeight),
      w,
      h,
      logOf(w, 0.003, Infinity),
      logOf(h, 0.003, Infinity),
      tf.reshape(scores, [-1, 1]),
      logOf(tf.div(width, height), 0.05, 20),
    ],
    1,
  ) as Tensor2D;
}

/** Skeletons [O,K,3] in their boxes, [O,3K]: all x in -3..3 (edges at ±1), all y, all confidences; 0 for missing joints. */
export function skeletonTokens({ rois }: ObjectRois, keypoints: Tensor3D): Tensor2D {
  const { centerX, centerY, width, height } = boxColumns(rois.boxes);
  const [x, y, confidence] = tf.unstack(keypoints, 2);
  const present = tf.cast(tf.greater(confidence, 0), 'float32');
  const inBox = (place: Tensor, center: Tensor, side: Tensor) => {
    const offset = tf.mul(tf.div(tf.sub(place, center), side), 2);
    return tf.clipByValue(tf.mul(offset, present), -3, 3);
  };
  return tf.concat(
    [inBox(x, centerX, width), inBox(y, centerY, height), confidence],
    1,
  ) as Tensor2D;
}
