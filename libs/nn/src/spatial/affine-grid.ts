import * as tf from '@tensorflow/tfjs';
import type { Tensor2D } from '@tensorflow/tfjs';
import { cellCenters } from '../heatmaps/cell-centers';

/** Places in maps [R,N] each, -1 and 1 at the edges of the map. */
export interface SamplingGrid {
  readonly x: Tensor2D;
  readonly y: Tensor2D;
}

/**
 * PyTorch's `affine_grid` with `align_corners=False`: the cells' centers of a map of `side` × `side` cells, row by row, transformed by θ.
 *
 * (x_s, y_s) = θ (x_t, y_t, 1) (Jaderberg et al. 2015, Eq. 1).
 *
 * @param theta [R,6], the rows of θ [2,3] one after the other
 * @returns [R,side·side]
 */
export function affineGrid(theta: Tensor2D, side: number): SamplingGrid {
  const [rois] = theta.shape;
  return tf.tidy(() => {
    const rows = tf.reshape(theta, [2 * rois, 3]);
    const places = tf.reshape(tf.matMul(rows, centersAndOne(side)), [rois, 2, side * side]);
    const [x, y] = tf.unstack(places, 1) as Tensor2D[];
    return { x, y };
  });
}

/**
 * The transform back, [R,6]: γ with [γ1 γ2] = [θ1 θ2]⁻¹ and γ3 = -[γ1 γ2] θ3 (Fang et al. 2017, Sec. 3.1).
 *
 * @param theta [R,6] of a determinant other than 0
 */
export function inverseAffine(theta: Tensor2D): Tensor2D {
  return tf.tidy(() => {
    const [a, b, c, d, e, f] = tf.split(theta, 6, 1);
    const determinant = tf.sub(tf.mul(a, e), tf.mul(b, d));
    const [p, q] = [tf.div(e, determinant), tf.neg(tf.div(b, determinant))];
    const [r, s] = [tf.neg(tf.div(d, determinant)), tf.div(a, determinant)];
    const x = tf.neg(tf.add(tf.mul(p, c), tf.mul(q, f)));
    const y = tf.neg(tf.add(tf.mul(r, c), tf.mul(s, f)));
    return tf.concat([p, q, x, r, s, y], 1) as Tensor2D;
  });
}

/** [3,side·side] – x and y of each cell's center, and 1. */
function centersAndOne(side: number): Tensor2D {
  const cells = side * side;
  const centers = tf.reshape(cellCenters(side), [2, cells]);
  return tf.concat([centers, tf.ones([1, cells])], 0) as Tensor2D;
}
