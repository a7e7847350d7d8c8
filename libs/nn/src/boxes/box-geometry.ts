import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/** Boxes as corners, centers and sides, x before y: [n,2] each, or any other leading shape that broadcasts. */
export interface BoxGeometry {
  readonly low: Tensor;
  readonly high: Tensor;
  readonly center: Tensor;
  /** Width and height, each at least 1 pixel. */
  readonly size: Tensor;
  /** [n,1]. */
  readonly area: Tensor;
}

/** Of xyxy boxes [n,4] or of another leading shape; call it within `tidy`. */
export function boxGeometry(boxes: Tensor): BoxGeometry {
  const last = boxes.rank - 1;
  const [low, high] = tf.split(boxes, 2, last);
  const size = tf.maximum(tf.sub(high, low), 1);
  const [width, height] = tf.split(size, 2, last);
  return {
    low,
    high,
    size,
    center: tf.div(tf.add(low, high), 2),
    area: tf.mul(width, height),
  };
}

/** How boxes lie to each other, broadcast; in pixels and pixels². */
export interface BoxOverlap {
  /** [n,1]. */
  readonly intersection: Tensor;
  /** Distance of the boxes along x and y, [n,2]; 0 where they overlap. */
  readonly gap: Tensor;
}

export function boxOverlap(a: BoxGeometry, b: BoxGeometry): BoxOverlap {
  const overlap = tf.sub(tf.minimum(a.high, b.high), tf.maximum(a.low, b.low));
  const [x, y] = tf.split(tf.relu(overlap), 2, overlap.rank - 1);
  return { intersection: tf.mul(x, y), gap: tf.relu(tf.neg(overlap)) };
}
