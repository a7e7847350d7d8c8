import { boxOverlap } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor2D } from '@tensorflow/tfjs';
import type { ImageGrid } from './image-grid';

/** Columns of {@link relativeGeometry}. */
export const RELATIVE_FEATURES = 6;

/** How each detection stands to each other one of its image, [B·T·T,6]: direction, distance, overlap and relative size. */
export function relativeGeometry({ from: a, to: b }: ImageGrid): Tensor2D {
  const offset = tf.div(tf.sub(b.center, a.center), tf.sqrt(a.area));
  const squared = tf.sum(tf.square(offset), 3, true);
  const { intersection } = boxOverlap(a, b);
  const columns = [
    tf.clipByValue(offset, -3, 3),
    tf.clipByValue(tf.log(tf.add(squared, 0.01)), -4, 4),
    tf.div(intersection, a.area),
    tf.div(intersection, b.area),
    tf.clipByValue(tf.mul(tf.sub(tf.log(b.area), tf.log(a.area)), 0.5), -3, 3),
  ];
  return tf.reshape(tf.concat(columns, 3), [-1, RELATIVE_FEATURES]);
}
