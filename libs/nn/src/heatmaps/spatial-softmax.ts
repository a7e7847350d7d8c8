import * as tf from '@tensorflow/tfjs';
import type { Tensor2D } from '@tensorflow/tfjs';
import type { Heatmaps } from '@turbo-hoi/core';
import { emptyResult } from '../autodiff/empty-result';
import { withGradient } from '../autodiff/with-gradient';

/** One softmax over the M·M cells per keypoint: logits [R,M,M,K] → probabilities [R,M,M,K]. */
export function spatialSoftmax(logits: Heatmaps): Heatmaps {
  if (logits.shape[0] === 0) return emptyResult([logits], logits.shape);
  return withGradient<Heatmaps>(
    [logits],
    (save) => {
      const exp = tf.exp(tf.sub(logits, tf.max(logits, [1, 2], true)));
      const probabilities = tf.div(exp, tf.sum(exp, [1, 2], true)) as Heatmaps;
      save(probabilities);
      return probabilities;
    },
    (dy, [p]) => [tf.mul(p, tf.sub(dy, tf.sum(tf.mul(p, dy), [1, 2], true)))],
  );
}

/** The largest probability of each heatmap: [R,M,M,K] → [R,K]. */
export function heatmapPeak(probabilities: Heatmaps): Tensor2D {
  const [rois, , , keypoints] = probabilities.shape;
  if (rois === 0) return emptyResult([probabilities], [0, keypoints]);
  return tf.max<Tensor2D>(probabilities, [1, 2]);
}
