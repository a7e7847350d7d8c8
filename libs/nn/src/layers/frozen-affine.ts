import * as tf from '@tensorflow/tfjs';
import type { Tensor1D, Tensor4D, Variable } from '@tensorflow/tfjs';
import type { ParameterScope } from '@turbo-hoi/core';
import { withGradient } from '../autodiff/with-gradient';
import { tidy } from '../memory/tidy';
import { constant, ones, zeros } from '../parameters/initializers';

export interface FrozenAffineOptions {
  readonly channels: number;
  /** Default 1e-5. */
  readonly eps?: number;
  /** Initial value of `weight`. Default 1. */
  readonly initialWeight?: number;
}

/** y = x · scale + shift, both [channels]. */
export interface AffineCoefficients {
  readonly scale: Tensor1D;
  readonly shift: Tensor1D;
}

/**
 * torchvision's `FrozenBatchNorm2d`: batch normalisation with fixed statistics.
 *
 * Parameters `weight`, `bias`, `running_mean`, `running_var` [channels], not trainable.
 */
export class FrozenAffine {
  private readonly weight: Variable;
  private readonly bias: Variable;
  private readonly mean: Variable;
  private readonly variance: Variable;
  private readonly eps: number;

  constructor(
    scope: ParameterScope,
    { channels, eps = 1e-5, initialWeight = 1 }: FrozenAffineOptions,
  ) {
    const frozen = { trainable: false };
    this.weight = scope.parameter('weight', [channels], constant(initialWeight), frozen);
    this.bias = scope.parameter('bias', [channels], zeros, frozen);
    this.mean = scope.parameter('running_mean', [channels], zeros, frozen);
    this.variance = scope.parameter('running_var', [channels], ones, frozen);
    this.eps = eps;
  }

  /** x [B,H,W,channels] → the same shape. */
  forward(x: Tensor4D): Tensor4D {
    return withGradient<Tensor4D>(
      [x],
      (save) => {
        const { scale, shift } = this.coefficients();
        save(scale);
        return tf.add(tf.mul(x, scale), shift);
      },
      (dy, [scale]) => [tf.mul(dy, scale)],
    );
  }

  /** The normalisation as scale and shift, to be folded into the preceding convolution. */
  coefficients(): AffineCoefficients {
    return tidy(() => {
      const scale = tf.mul(this.weight, tf.rsqrt(tf.add(this.variance, this.eps))) as Tensor1D;
      return { scale, shift: tf.sub(this.bias, tf.mul(this.mean, scale)) };
    });
  }
}
