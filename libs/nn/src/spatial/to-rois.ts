import * as tf from '@tensorflow/tfjs';
import type { Rois } from '@turbo-hoi/core';

/**
 * Boxes as tensors, which the caller owns, with the number of boxes per image if they are sorted by image.
 *
 * @param boxes [4R] xyxy
 * @param imageIndex [R] – image of the batch
 * @param images B, number of images
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
