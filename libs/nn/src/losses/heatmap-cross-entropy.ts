import * as tf from '@tensorflow/tfjs';
import type { Scalar, Tensor2D } from '@tensorflow/tfjs';
import type { Heatmaps } from '@turbo-hoi/core';
import { emptyResult } from '../autodiff/empty-result';
import { FusedKernel } from '../autodiff/fused-kernel';
import { withGradient } from '../autodiff/with-gradient';
import { heatmapLogTotal } from '../heatmaps/log-total';
import { inverseCount } from './mean-over';

const fused = new FusedKernel('TurboHeatmapLoss');
const fusedGradient = new FusedKernel('TurboHeatmapLossGrad');

/**
 * Mask R-CNN's keypoint loss: cross-entropy of an M·M-way softmax, mean over the visible keypoints.
 *
 * Visibility may be a weight; the mean is then Σ w·loss / max(Σ w, 1), so that uncertain keypoints count less than
 * certain ones without changing the weight of the task.
 *
 * logits [R,M,M,K]; cells [R,K] int32, `y · M + x`; visible [R,K] in 0..1; logTotal [R,K], log Σ exp of the logits
 * if it is already computed.
 */
export function heatmapCrossEntropy(
  logits: Heatmaps,
  cells: Tensor2D,
  visible: Tensor2D,
  logTotal?: Tensor2D,
): Scalar {
  if (logits.shape[0] === 0) return emptyResult([logits], []);
  const crossEntropy = fused.exists
    ? (logTotal: Tensor2D) => fusedCrossEntropy(logits, cells, visible, logTotal)
    : (logTotal: Tensor2D) => composedCrossEntropy(logits, cells, visible, logTotal);
  return logTotal ? crossEntropy(logTotal) : tf.tidy(() => crossEntropy(heatmapLogTotal(logits)));
}

function fusedCrossEntropy(
  logits: Heatmaps,
  cells: Tensor2D,
  visible: Tensor2D,
  logTotal: Tensor2D,
): Scalar {
  return withGradient<Scalar>(
    [logits, logTotal],
    (save) => {
      const [loss, weight] = fused.run({ logits, cells, visible, logTotal });
      save(weight, cells, logits);
      return loss as Scalar;
    },
    (dy, [weight, cells, logits]) => {
      const share = tf.mul(weight, dy);
      return [...fusedGradient.run({ share, cells, logits }), share];
    },
  );
}

function composedCrossEntropy(
  logits: Heatmaps,
  cells: Tensor2D,
  visible: Tensor2D,
  logTotal: Tensor2D,
): Scalar {
  const [rois, side, , keypoints] = logits.shape;
  return withGradient<Scalar>(
    [logits, logTotal],
    (save) => {
      const weight = tf.mul(visible, inverseCount(visible));
      const places = flatPlaces(cells, side * side);
      const logit = tf.gather(tf.reshape(logits, [-1]), places);
      save(weight, places, logits);
      const loss = tf.sub(logTotal, tf.reshape(logit, [rois, keypoints]));
      return tf.sum<Scalar>(tf.mul(loss, weight));
    },
    (dy, [weight, places, logits]) => {
      const share = tf.mul(weight, dy);
      const pull = tf.tensorScatterUpdate(
        tf.reshape(tf.zerosLike(logits), [-1]),
        tf.reshape(places, [-1, 1]),
        tf.reshape(tf.mul(share, -1), [-1]),
      );
      return [tf.reshape(pull, logits.shape), share];
    },
  );
}

/** [R·K] int32: flat index of the keypoint's cell in [R,M·M,K]; a cell out of range is clamped. */
function flatPlaces(cells: Tensor2D, size: number): tf.Tensor1D {
  const [rois, keypoints] = cells.shape;
  const starts = Int32Array.from(
    { length: rois * keypoints },
    (_, i) => Math.floor(i / keypoints) * size * keypoints + (i % keypoints),
  );
  const inside = tf.minimum(tf.maximum(cells, tf.scalar(0, 'int32')), tf.scalar(size - 1, 'int32'));
  const steps = tf.mul(tf.reshape(inside, [-1]), tf.scalar(keypoints, 'int32'));
  return tf.add(steps, tf.tensor1d(starts, 'int32'));
}
