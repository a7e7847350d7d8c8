import * as tf from '@tensorflow/tfjs';
import { convGeometry, padOrCrop, type ConvAttributes, type Shape4 } from './conv-geometry';

export interface Conv2dBackpropFilterAttributes extends ConvAttributes {
  readonly filterShape: Shape4;
}

/**
 * The gradient of a convolution by its filter, computed as a convolution: channels and batch are swapped, and dy is the
 * filter, dilated by the stride. x [N,H,W,Cin], dy [N,Ho,Wo,Cout] → [K,K,Cin,Cout]
 */
export function conv2dBackpropFilter(
  x: tf.Tensor4D,
  dy: tf.Tensor4D,
  attributes: Conv2dBackpropFilterAttributes,
): tf.Tensor4D {
  const info = convGeometry(x.shape, attributes.filterShape, attributes);
  const { strideHeight, strideWidth, padInfo } = info;
  return tf.tidy(() => {
    // Crop to what the filter reaches: rows and columns that the stride skips at the end are cut off.
    const height = (info.outHeight - 1) * strideHeight + info.filterHeight;
    const width = (info.outWidth - 1) * strideWidth + info.filterWidth;
    const bottom = height - info.inHeight - padInfo.top;
    const right = width - info.inWidth - padInfo.left;
    const padded = padOrCrop(x, [padInfo.top, bottom], [padInfo.left, right]);
    const images = padded.transpose<tf.Tensor4D>([3, 1, 2, 0]);
    const taps = dy.transpose<tf.Tensor4D>([1, 2, 0, 3]);
    const dilations: [number, number] = [strideHeight, strideWidth];
    return tf.conv2d(images, taps, 1, 'valid', 'NHWC', dilations).transpose([1, 2, 0, 3]);
  });
}
