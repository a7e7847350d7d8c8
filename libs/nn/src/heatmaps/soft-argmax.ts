import * as tf from '@tensorflow/tfjs';
import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import type { Heatmaps } from '@turbo-hoi/core';
import { emptyResult } from '../autodiff/empty-result';

/** The expected cell of each heatmap [R,M,M,K]: x, y [R,K] in -1..1 from the map's one edge to the other. */
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

/** [1,2,M·M]: x and y of each cell's center. */
function cellCenters(side: number): Tensor3D {
  const center = (i: number) => (i + 0.5) / (side / 2) - 1;
  const data = new Float32Array(2 * side * side);
  for (let cell = 0; cell < side * side; cell++) {
    data[cell] = center(cell % side);
    data[side * side + cell] = center(Math.floor(cell / side));
  }
  return tf.tensor3d(data, [1, 2, side * side]);
}
