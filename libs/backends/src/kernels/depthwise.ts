import * as tf from '@tensorflow/tfjs';
import { conv2dBackpropFilter } from './conv2d-backprop-filter';
import { conv2dBackpropInput } from './conv2d-backprop-input';
import type { ConvAttributes, Shape4 } from './conv-geometry';

/**
 * The gradient of a depthwise convolution by its input, as that of the full convolution whose filter is zero between
 * different channels. dy [N,Ho,Wo,C·M], filter [K,K,C,M] → [N,H,W,C]
 */
export function depthwiseBackpropInput(
  dy: tf.Tensor4D,
  filter: tf.Tensor4D,
  attributes: ConvAttributes & { readonly inputShape: Shape4 },
): tf.Tensor4D {
  return tf.tidy(() => {
    const [kh, kw, c, m] = filter.shape;
    const full = filter
      .reshape([kh * kw, c, 1, m])
      .mul(tf.eye(c).reshape([1, c, c, 1]))
      .reshape<tf.Tensor4D>([kh, kw, c, c * m]);
    return conv2dBackpropInput(dy, full, attributes);
  });
}

/** The gradient by the filter: the entries of the full convolution's gradient with equal input and output channel. */
export function depthwiseBackpropFilter(
  x: tf.Tensor4D,
  dy: tf.Tensor4D,
  attributes: ConvAttributes & { readonly filterShape: Shape4 },
): tf.Tensor4D {
  return tf.tidy(() => {
    const [kh, kw, c, m] = attributes.filterShape;
    const filterShape: Shape4 = [kh, kw, c, c * m];
    return conv2dBackpropFilter(x, dy, { ...attributes, filterShape })
      .reshape([kh * kw, c, c, m])
      .mul(tf.eye(c).reshape([1, c, c, 1]))
      .sum(2)
      .reshape(attributes.filterShape);
  });
}
