import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor3D } from '@tensorflow/tfjs';
import type { FeatureMap, RoiMap, Rois } from '@turbo-hoi/core';
import { withGradient } from '../autodiff/with-gradient';
import { type RoiAlignOptions, roiSampling } from './roi-sampling';

/**
 * torchvision's `roi_align`: map [B,H,W,C] and boxes → [R,S,S,C].
 *
 * Differentiable in the map; boxes are constants.
 */
export function roiAlign(map: FeatureMap, rois: Rois, options: RoiAlignOptions): RoiMap {
  const [, , width, channels] = map.shape;
  const [count] = rois.boxes.shape;
  const { side } = options;
  const shape = map.shape;
  if (count === 0) {
    return withGradient<RoiMap>(
      [map],
      () => tf.zeros([0, side, side, channels]),
      () => [tf.zeros(shape)],
    );
  }
  return withGradient<RoiMap>(
    [map],
    (save) => {
      const { rows, columns } = roiSampling(map, rois, options);
      save(rows, columns);
      const lines = tf.matMul(rows, asLines(map));
      const cells = tf.reshape(lines, [count * side, width, channels]) as Tensor3D;
      return tf.reshape(tf.matMul(columns, cells), [count, side, side, channels]);
    },
    (dy, [rows, columns]) => {
      const cells = tf.reshape(dy, [count * side, side, channels]) as Tensor3D;
      const lines = tf.matMul(columns as Tensor3D, cells, true);
      const flat = tf.reshape(lines, [count * side, width * channels]);
      return [tf.reshape(tf.matMul(rows, flat, true), shape)];
    },
  );
}

/** [B,H,W,C] → [B·H,W·C] */
function asLines(map: FeatureMap): Tensor {
  const [batch, height, width, channels] = map.shape;
  return tf.reshape(map, [batch * height, width * channels]);
}
