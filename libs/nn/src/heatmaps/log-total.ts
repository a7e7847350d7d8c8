import * as tf from '@tensorflow/tfjs';
import type { Tensor2D } from '@tensorflow/tfjs';
import type { Heatmaps } from '@turbo-hoi/core';
import { withGradient } from '../autodiff/with-gradient';

/** log Σ exp over the M·M cells: logits [R,M,M,K], R > 0 → [R,K]. */
export function heatmapLogTotal(logits: Heatmaps): Tensor2D {
  const [rois, , , keypoints] = logits.shape;
  return withGradient<Tensor2D>(
    [logits],
    (save) => {
      const top = tf.max(logits, [1, 2], true);
      const exp = tf.exp(tf.sub(logits, top));
      const total = tf.sum(exp, [1, 2], true);
      save(exp, total);
      return tf.reshape(tf.add(tf.log(total), top), [rois, keypoints]);
    },
    (dy, [exp, total]) => [tf.mul(exp, tf.div(tf.reshape(dy, total.shape), total))],
  );
}
