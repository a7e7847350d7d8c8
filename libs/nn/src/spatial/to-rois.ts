import * as tf from '@tensorflow/tfjs';
import type { Rois } from '@turbo-hoi/core';

/**
 * Boxes as tensors, which the caller owns, and how many each image has if they stand in the images' order.
 *
 * @param boxes [4R] xyxy
 * @param imageIndex [R]: which of the batch's images
 * @param images B
 */
export function toRois(boxes: Float32Array, imageIndex: Int32Array, images: number): Rois {
  const perImage = new Array<number>(images).fill(0);
  imageIndex.forEach((image) => perImage[image]++);
  const inOrder = imageIndex.every(
    (image, i) => image < images && image >= (imageIndex[i - 1] ?? 0),
  );
  return {
    boxes: tf.tensor2d(boxes, [imageIndex.length, 4]),
    imageIndex: tf.tensor1d(imageIndex, 'int32'),
    ...(inOrder && { perImage }),
  };
}
