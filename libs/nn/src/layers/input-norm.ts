import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor1D, Tensor2D, Variable } from '@tensorflow/tfjs';
import type { ParameterScope } from '@turbo-hoi/core';
import { ones, zeros } from '../parameters/initializers';

export interface InputNormOptions {
  readonly width: number;
  /** Weight of a new batch in the running statistics. Default 0.1. */
  readonly momentum?: number;
  /** Default 1e-5. */
  readonly eps?: number;
}

/**
 * Standardises every component of a vector: PyTorch's `BatchNorm1d(affine=False)` over the valid rows.
 *
 * While training, by mean and variance of the batch, which then move `running_mean` and `running_var` [width];
 * else, and in a batch of fewer than two valid rows, by the running ones.
 */
export class InputNorm {
  private readonly runningMean: Variable;
  private readonly runningVariance: Variable;
  private readonly momentum: number;
  private readonly eps: number;

  constructor(scope: ParameterScope, { width, momentum = 0.1, eps = 1e-5 }: InputNormOptions) {
    this.runningMean = scope.parameter('running_mean', [width], zeros, { trainable: false });
    this.runningVariance = scope.parameter('running_var', [width], ones, { trainable: false });
    this.momentum = momentum;
    this.eps = eps;
  }

  /** x [R,width], valid [R] of 0 and 1 or null for all → [R,width]; rows which are not valid become 0. */
  forward(x: Tensor2D, valid: Tensor1D | null, training: boolean): Tensor2D {
    return tf.tidy(() => {
      const mask = valid ? (tf.reshape(valid, [-1, 1]) as Tensor2D) : tf.ones([x.shape[0], 1]);
      // A product would let a NaN of an invalid row through.
      const rows = valid ? tf.where(tf.greater(mask, 0), x, tf.zerosLike(x)) : x;
      const { mean, variance } = training
        ? this.batchStatistics(rows, mask as Tensor2D)
        : { mean: this.runningMean as Tensor, variance: this.runningVariance as Tensor };
      const inverse = tf.rsqrt(tf.add(variance, this.eps));
      return tf.mul(tf.mul(tf.sub(rows, mean), inverse), mask);
    });
  }

  private batchStatistics(rows: Tensor2D, mask: Tensor2D): { mean: Tensor; variance: Tensor } {
    const count = tf.sum(mask);
    const enough = tf.greaterEqual(count, 2);
    const mean = tf.div(tf.sum(rows, 0), tf.maximum(count, 1));
    const squares = tf.sum(tf.mul(tf.square(tf.sub(rows, mean)), mask), 0);
    const variance = tf.div(squares, tf.maximum(count, 1));
    const unbiased = tf.div(squares, tf.maximum(tf.sub(count, 1), 1));
    const [oldMean, oldVariance] = [this.runningMean.clone(), this.runningVariance.clone()];
    this.track(this.runningMean, mean, enough);
    this.track(this.runningVariance, unbiased, enough);
    return {
      mean: tf.where(enough, mean, oldMean),
      variance: tf.where(enough, variance, oldVariance),
    };
  }

  private track(running: Variable, batch: Tensor, enough: Tensor): void {
    const step = tf.mul(tf.cast(enough, 'float32'), this.momentum);
    running.assign(tf.add(running, tf.mul(tf.sub(batch, running), step)));
  }
}
