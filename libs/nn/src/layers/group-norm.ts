import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor1D, Tensor4D, Variable } from '@tensorflow/tfjs';
import { type ParameterScope, TurboHoiError } from '@turbo-hoi/core';
import { withGradient } from '../autodiff/with-gradient';
import { ones, zeros } from '../parameters/initializers';

export interface GroupNormOptions {
  readonly groups: number;
  readonly channels: number;
  /** Default 1e-5. */
  readonly eps?: number;
}

/** PyTorch's `GroupNorm`; `weight`, `bias` [channels]. @throws TurboHoiError `config` unless groups divide channels */
export class GroupNorm {
  private readonly weight: Variable;
  private readonly bias: Variable;
  private readonly groups: number;
  private readonly eps: number;

  constructor(scope: ParameterScope, { groups, channels, eps = 1e-5 }: GroupNormOptions) {
    if (channels % groups !== 0) {
      throw new TurboHoiError(
        'config',
        `GroupNorm: got ${groups} groups for ${channels} channels; expected a divisor of the channels.`,
      );
    }
    this.weight = scope.parameter('weight', [channels], ones);
    this.bias = scope.parameter('bias', [channels], zeros);
    this.groups = groups;
    this.eps = eps;
  }

  /** x [B,H,W,channels] → the same shape. */
  forward(x: Tensor4D): Tensor4D {
    return groupNorm(x, this.weight as Tensor1D, this.bias as Tensor1D, this.groups, this.eps);
  }
}

/**
 * Works on per-channel sums [B,C] and lets a group share them, so that whole maps are passed over only
 * where they must be and never transposed.
 */
function groupNorm(
  x: Tensor4D,
  weight: Tensor1D,
  bias: Tensor1D,
  groups: number,
  eps: number,
): Tensor4D {
  const share = (perChannel: Tensor) => groupMean(perChannel, groups);
  return withGradient<Tensor4D>(
    [x, weight, bias],
    (save) => {
      const centered = tf.sub(x, share(tf.mean(x, [1, 2], true)));
      const variance = share(tf.mean(tf.square(centered), [1, 2], true));
      const inverse = tf.rsqrt(tf.add(variance, eps));
      save(centered, inverse, weight);
      return tf.add(tf.mul(centered, tf.mul(inverse, weight)), bias);
    },
    (dy, [centered, inverse, weight]) => {
      const size = dy.shape[1] * dy.shape[2];
      const dyMean = tf.mean(dy, [1, 2], true);
      const dotMean = tf.mul(tf.mean(tf.mul(dy, centered), [1, 2], true), inverse);
      const offset = tf.mul(share(tf.mul(dyMean, weight)), inverse);
      const slope = tf.mul(share(tf.mul(dotMean, weight)), tf.square(inverse));
      const dx = tf.sub(
        tf.sub(tf.mul(dy, tf.mul(inverse, weight)), tf.mul(centered, slope)),
        offset,
      );
      const perImage = (mean: Tensor) => tf.mul(tf.sum(mean, [0, 1, 2]), size);
      return [dx, perImage(dotMean), perImage(dyMean)];
    },
  );
}

/** [B,1,1,C] → [B,1,1,C], each channel the mean of its group. */
function groupMean(perChannel: Tensor, groups: number): Tensor {
  const [batch, , , channels] = perChannel.shape;
  const members = channels / groups;
  if (members === 1) return perChannel;
  const means = tf.mean(tf.reshape(perChannel, [batch, groups, members]), 2, true);
  return tf.reshape(tf.tile(means, [1, 1, members]), [batch, 1, 1, channels]);
}
