import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/** Boxes as centers and sides, x before y: [n,2] each, or any other leading shape. */
export interface BoxGeometry {
  readonly center: Tensor;
  /** Width and height, each at least 1 pixel. */
  readonly size: Tensor;
}

/** Of xyxy boxes [n,4] or of another leading shape; call it within `tidy`. */
export function boxGeometry(boxes: Tensor): BoxGeometry {
  const [low, high] = tf.split(boxes, 2, boxes.rank - 1);
  return {
    center: tf.div(tf.add(low, high), 2),
    size: tf.maximum(tf.sub(high, low), 1),
  };
}
