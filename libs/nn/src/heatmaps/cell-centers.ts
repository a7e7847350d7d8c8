import * as tf from '@tensorflow/tfjs';
import type { Tensor3D } from '@tensorflow/tfjs';

/** [1,2,M·M] – x and y of the center of each cell, with -1 and 1 at the edges of the map. */
export function cellCenters(side: number): Tensor3D {
  const center = (i: number) => (i + 0.5) / (side / 2) - 1;
  const data = new Float32Array(2 * side * side);
  for (let cell = 0; cell < side * side; cell++) {
    data[cell] = center(cell % side);
    data[side * side + cell] = center(Math.floor(cell / side));
  }
  return tf.tensor3d(data, [1, 2, side * side]);
}
