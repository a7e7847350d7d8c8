import * as tf from '@tensorflow/tfjs';
import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import { untaped } from '../autodiff/untaped';
import { boxGeometry } from './box-geometry';

/**
 * Skeletons [n,K,3] in pixels → in their boxes [n,4], [n,3K]: all x in -3..3 (edges of the box at ±1), all y, all confidences; x and y
 * are 0 for missing joints, whose confidence is 0. No gradient flows back.
 */
export function pointsInBoxes(skeletons: Tensor3D, boxes: Tensor2D): Tensor2D {
  const [count, keypoints] = skeletons.shape;
  // Kernels of wasm do not transpose empty tensors.
  if (count === 0) return tf.zeros([0, 3 * keypoints]);
  return untaped((): Tensor2D => {
    const { center, size } = boxGeometry(tf.reshape(boxes, [count, 1, 4]));
    const [places, confidence] = tf.split(skeletons, [2, 1], 2);
    const present = tf.cast(tf.greater(confidence, 0), 'float32');
    const offset = tf.div(tf.mul(tf.sub(places, center), 2), size);
    const within = tf.clipByValue(tf.mul(offset, present), -3, 3);
    const rows = tf.concat([within, confidence], 2);
    return tf.reshape(tf.transpose(rows, [0, 2, 1]), [count, 3 * keypoints]);
  });
}
