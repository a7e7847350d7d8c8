import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs';

/** The numbers of n boxes, one tensor each of equal shape: [n,1], or any other that broadcasts. */
export interface BoxColumns {
  readonly x1: Tensor;
  readonly y1: Tensor;
  readonly x2: Tensor;
  readonly y2: Tensor;
  /** At least 1 pixel, as are height and so area. */
  readonly width: Tensor;
  readonly height: Tensor;
  readonly centerX: Tensor;
  readonly centerY: Tensor;
  readonly area: Tensor;
}

/** Columns [n,1] of xyxy boxes [n,4]; call it within `tidy`. */
export function boxColumns(boxes: Tensor2D): BoxColumns {
  const [x1, y1, x2, y2] = tf.split(boxes, 4, 1);
  const width = tf.maximum(tf.sub(x2, x1), 1);
  const height = tf.maximum(tf.sub(y2, y1), 1);
  return {
    x1,
    y1,
    x2,
    y2,
    width,
    height,
    centerX: tf.div(tf.add(x1, x2), 2),
    centerY: tf.div(tf.add(y1, y2), 2),
    area: tf.mul(width, height),
  };
}

/** The same columns in another shape, such as [B,M,1] to broadcast against [B,1,M]. */
export function reshapeColumns(columns: BoxColumns, shape: readonly number[]): BoxColumns {
  const entries = Object.entries(columns).map(([name, column]) => [
    name,
    tf.reshape(column as Tensor, [...shape]),
  ]);
  return Object.fromEntries(entries) as BoxColumns;
}

/** Overlap and gaps of boxes, broadcast; in pixels and pixels². */
export interface BoxOverlap {
  readonly intersection: Tensor;
  /** Distance of the boxes along x; 0 where they overlap. */
  readonly gapX: Tensor;
  readonly gapY: Tensor;
}

export function boxOverlap(a: BoxColumns, b: BoxColumns): BoxOverlap {
  const overlapX = tf.sub(tf.minimum(a.x2, b.x2), tf.maximum(a.x1, b.x1));
  const overlapY = tf.sub(tf.minimum(a.y2, b.y2), tf.maximum(a.y1, b.y1));
  return {
    intersection: tf.mul(tf.relu(overlapX), tf.relu(overlapY)),
    gapX: tf.relu(tf.neg(overlapX)),
    gapY: tf.relu(tf.neg(overlapY)),
  };
}
