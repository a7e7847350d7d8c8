import { boxOverlap } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor2D } from '@tensorflow/tfjs';
import type { ImageGrid } from './image-grid';

/** Columns of {@link relativeGeometry}. */
export const RELATIVE_FEATURES = 6;

/** How each detection stands to each other one of its image, [B·M·M,6]: direction, distance, overlap and relative size. */
export function relativeGeometry({ from: a, to: b }: ImageGrid): Tensor2D {
  const s = tf.sqrt(a.area);
  const dx = tf.div(tf.sub(b.centerX, a.centerX), s);
  const dy = tf.div(tf.sub(b.centerY, a.centerY), s);
  const { intersection } = boxOverlap(a, b);
  const squared = tf.add(tf.square(dx), tf.square(dy));
  const columns = [
    tf.clipByValue(dx, -3, 3),
    tf.clipByValue(dy, -3, 3),
    tf.clipByValue(tf.log(tf.add(squared, 0.01)), -4, 4),
    tf.div(intersection, a.area),
    tf.div(intersection, b.area),
    tf.clipByValue(tf.log(tf.div(tf.sqrt(b.area), s)), -3, 3),
  ];
  return tf.reshape(tf.stack(columns, 3), [-1, RELATIVE_FEATURES]);
}
