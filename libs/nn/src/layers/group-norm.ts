import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D, Variable } from '@tensorflow/tfjs';
import { type ParameterScope, TurboHoiError } from '@turbo-hoi/core';
import { emptyResult } from '../autodiff/empty-result';
import { withGradient } from '../autodiff/with-gradient';
import { ones, zeros } from '../parameters/initializers';
import { fusedNorm, hasFusedNorm } from './fused-norm';
import { relu } from './relu';

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

  /** x [B,H,W,channels] → the same shape, passed through ReLU if asked for. */
  forward(x: Tensor4D, activation?: 'relu'): Tensor4D {
    const [weight, bias] = [this.weight as Tensor1D, this.bias as Tensor1D];
    const { groups, eps } = this;
    const isRelu = activation === 'relu';
    if (x.shape[0] === 0) return emptyResult([x, weight, bias], x.shape);
    if (hasFusedNorm()) return fusedNorm(x, weight, bias, { groups, eps, relu: isRelu });
    return tf.tidy(() => {
      const y = groupNorm(x, weight, bias, groups, eps);
      return isRelu ? relu(y) : y;
    });
  }
}

/**
 * Computes sums per channel [B,C] and combines them within a group by a small matrix product, so that full maps are
 * read as seldom as possible and never transposed. Of full maps only x is kept for the gradient.
 */
function groupNorm(
  x: Tensor4D,
  weight: Tensor1D,
  bias: Tensor1D,
  groups: number,
  eps: number,
): Tensor4D {
  const [batch, , , channels] = x.shape;
  const perMap = (numbers: Tensor) => tf.reshape(numbers, [batch, 1, 1, channels]);
  return withGradient<Tensor4D>(
    [x, weight, bias],
    (save) => {
      const share = sharing(x.shape, groups);
      const mean = tf.matMul(tf.sum(x, [1, 2]), share);
      const squares = tf.sum(tf.squaredDifference(x, perMap(mean)), [1, 2]);
      const inverse = tf.rsqrt(tf.add(tf.matMul(squares, share), eps));
      const scale = tf.mul(inverse, weight);
      save(x, mean, inverse, scale, weight, share);
      return tf.add(tf.mul(x, perMap(scale)), perMap(tf.sub(bias, tf.mul(mean, scale))));
    },
    (dy, [x, mean, inverse, scale, weight, share]) => {
      const dySum = tf.sum(dy, [1, 2]);
      const moment = tf.sum(tf.mul(dy, x), [1, 2]);
      // Σ dy · (x - mean) / deviation
      const dot = tf.mul(tf.sub(moment, tf.mul(dySum, mean)), inverse);
      // dx = scale · dy - slope · (x - mean) - offset
      const slope = tf.mul(tf.matMul(tf.mul(dot, weight), share), tf.square(inverse));
      const offset = tf.mul(tf.matMul(tf.mul(dySum, weight), share), inverse);
      const constant = perMap(tf.sub(tf.mul(slope, mean), offset));
      const dx = tf.add(tf.sub(tf.mul(dy, perMap(scale)), tf.mul(x, perMap(slope))), constant);
      return [dx, tf.sum(dot, 0), tf.sum(dySum, 0)];
    },
  );
}

/** [C,C] matrix that turns per-channel sums over pixels into the mean of the channel's group. */
function sharing([, height, width, channels]: number[], groups: number): Tensor2D {
  const members = channels / groups;
  const data = new Float32Array(channels * channels);
  for (let from = 0; from < channels; from++) {
    const first = from * channels + Math.floor(from / members) * members;
    data.fill(1 / (height * width * members), first, first + members);
  }
  return tf.tensor2d(data, [channels, channels]);
}
