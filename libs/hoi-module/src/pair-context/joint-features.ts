import { type BoxColumns, indicator } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs';

/** Columns of {@link jointFeatures} per keypoint. */
export const JOINT_FEATURES = 9;

/** Skeletons of P pairs' people: [P,K] each, in pixels; confidence 0 for missing joints. */
export interface Joints {
  readonly x: Tensor;
  readonly y: Tensor;
  readonly confidence: Tensor;
}

/**
 * The person's joints as seen from the person and from the object, [P,9K], each within ±3 and 0 for missing joints: in the person's box,
 * from the object's center in units of the person and of the object, closeness to the object's box, inside it or not, confidence.
 */
export function jointFeatures(
  { x, y, confidence }: Joints,
  h: BoxColumns,
  o: BoxColumns,
): Tensor2D {
  const s = tf.sqrt(h.area);
  const present = indicator(confidence, (c) => tf.greater(c, 0));
  const within = (value: Tensor, limit: number) => tf.clipByValue(value, -limit, limit);
  const outsideX = tf.relu(tf.maximum(tf.sub(o.x1, x), tf.sub(x, o.x2)));
  const outsideY = tf.relu(tf.maximum(tf.sub(o.y1, y), tf.sub(y, o.y2)));
  const squared = tf.add(tf.square(outsideX), tf.square(outsideY));
  // The gradient of a root is infinite at 0, where a joint is inside the box.
  const distance = tf.minimum(tf.div(tf.sqrt(tf.maximum(squared, 1e-12)), s), 2);
  const [fromX, fromY] = [tf.sub(x, o.centerX), tf.sub(y, o.centerY)];
  const columns = [
    tf.mul(tf.div(tf.sub(x, h.centerX), h.width), 2),
    tf.mul(tf.div(tf.sub(y, h.centerY), h.height), 2),
    tf.div(fromX, s),
    tf.div(fromY, s),
    within(tf.div(fromX, o.width), 2),
    within(tf.div(fromY, o.height), 2),
    tf.exp(tf.mul(distance, -3)),
    indicator(squared, (d) => tf.lessEqual(d, 0)),
  ].map((column) => within(tf.mul(column, present), 3));
  return tf.concat([...columns, confidence], 1) as Tensor2D;
}
