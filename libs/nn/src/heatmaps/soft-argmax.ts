import * as tf from '@tensorflow/tfjs';
import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import type { Heatmaps } from '@turbo-hoi/core';
import { emptyResult } from '../autodiff/empty-result';
import { cellCenters } from './cell-centers';

/** Expected position of each heatmap [R,M,M,K]: x, y [R,K], with -1 and 1 at the edges of the map. */
export function softArgmax(probabilities: Heatmaps): { x: Tensor2D; y: Tensor2D } {
  const [rois, side, , keypoints] = probabilities.shape;
  if (rois === 0) {
    const none = () => emptyResult<Tensor2D>([probabilities], [0, keypoints]);
    return { x: none(), y: none() };
  }
  return tf.tidy(() => {
    const cells = tf.reshape(probabilities, [rois, side * side, keypoints]);
    const expected = tf.matMul(cellCenters(side), cells as Tensor3D);
    const [x, y] = tf.unstack(expected, 1) as Tensor2D[];
    return { x, y };
  });
}
