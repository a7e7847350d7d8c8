import type { PoseTargets } from '@turbo-hoi/core';
import { tidy } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs';

/**
 * Center-located labels of RMPE's parallel branch: the labelled keypoints moved so that the middle of their extent is the middle of the map.
 *
 * @param targets cells of maps of `side` × `side` over people's boxes
 * @param scale of the map of the result, in units of the box
 * @returns cells of that map; keypoints that end up outside are not visible
 */
export function centeredTargets(
  { cells, visible }: PoseTargets,
  side: number,
  scale: number,
): PoseTargets {
  return tidy(() => {
    const row = tf.floor(tf.div(tf.cast(cells, 'float32'), side));
    const column = tf.sub(tf.cast(cells, 'float32'), tf.mul(row, side));
    const [x, y] = [column, row].map((at) => moved(at, visible, side, scale));
    const inside = tf.logicalAnd(
      tf.logicalAnd(tf.greaterEqual(x, 0), tf.less(x, side)),
      tf.logicalAnd(tf.greaterEqual(y, 0), tf.less(y, side)),
    );
    return {
      cells: tf.cast(tf.add(tf.mul(y, side), x), 'int32') as Tensor2D,
      visible: tf.mul<Tensor2D>(visible, tf.cast(inside, 'float32')),
    };
  });
}

/** Cells along one axis, [R,K], after the move; whole numbers. */
function moved(cell: Tensor, visible: Tensor2D, side: number, scale: number): Tensor {
  const place = tf.div(tf.sub(tf.add(cell, 0.5), side / 2), scale);
  const isSeen = tf.greater(visible, 0);
  const low = tf.min(tf.where(isSeen, place, side), 1, true);
  const high = tf.max(tf.where(isSeen, place, -side), 1, true);
  return tf.floor(tf.add(tf.sub(place, tf.div(tf.add(low, high), 2)), side / 2));
}
