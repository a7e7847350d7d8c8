import * as tf from '@tensorflow/tfjs';

/**
 * Sums the rows of x by segment with one scatter. x [N,…], ids [N] → [segments,…]; rows with ids out of range are
 * ignored.
 */
export function unsortedSegmentSum(x: tf.Tensor, ids: tf.Tensor, segments: number): tf.Tensor {
  return tf.tidy(() => {
    const inner = x.shape.slice(ids.rank);
    const shape = [segments, ...inner];
    if (x.size === 0 || segments === 0) return tf.zeros(shape, x.dtype);
    // Rows out of range go to an extra segment, since a scatter would write them to arbitrary memory.
    const inside = tf.logicalAnd(tf.greaterEqual(ids, 0), tf.less(ids, segments));
    const target = tf.where(inside, ids, tf.fill(ids.shape, segments, 'int32')).toInt();
    const rows = x.reshape([ids.size, -1]);
    return tf
      .scatterND(target.reshape([ids.size, 1]), rows, [segments + 1, rows.shape[1] as number])
      .slice([0, 0], [segments, -1])
      .reshape(shape);
  });
}
