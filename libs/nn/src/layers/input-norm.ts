import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor1D, Tensor2D, Variable } from '@tensorflow/tfjs';
import type { ParameterScope } from '@turbo-hoi/core';
import { FusedKernel } from '../autodiff/fused-kernel';
import { withGradient } from '../autodiff/with-gradient';
import { ones, zeros } from '../parameters/initializers';

const fusedForward = new FusedKernel('TurboInputNorm');
const fusedBackward = new FusedKernel('TurboInputNormGrad');

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
 * In training it uses mean and variance of the batch and updates `running_mean` and `running_var` [width] with them;
 * otherwise, and for a batch with fewer than two valid rows, it uses the running ones.
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

  /** x [R,width], valid [R] of 0 and 1, null: all valid → [R,width]; invalid rows become 0. */
  forward(x: Tensor2D, valid: Tensor1D | null, training: boolean): Tensor2D {
    if (fusedForward.exists && x.size > 0) return this.fused(x, valid, training);
    return withGradient<Tensor2D>(
      [x],
      (save) => {
        const mask = valid ? tf.reshape(valid, [-1, 1]) : tf.ones([x.shape[0], 1]);
        // `where` instead of a product: 0 · NaN of an invalid row would be NaN.
        const rows = valid ? tf.where(tf.greater(mask, 0), x, tf.zerosLike(x)) : x;
        const { mean, variance, share } = this.statistics(rows, mask, training);
        const inverse = tf.mul(tf.rsqrt(tf.add(variance, this.eps)), mask);
        const y = tf.mul(tf.sub(rows, mean), inverse) as Tensor2D;
        save(y, inverse, share);
        return y;
      },
      (dy, [y, inverse, share]) => {
        // Mean and variance depend on x by each row's share in them; the share is 0 for running statistics.
        const dMean = tf.sum(tf.mul(dy, share), 0);
        const dSpread = tf.mul(y, tf.sum(tf.mul(tf.mul(dy, y), share), 0));
        return [tf.mul(tf.sub(tf.sub(dy, dMean), dSpread), inverse)];
      },
    );
  }

  private fused(x: Tensor2D, valid: Tensor1D | null, training: boolean): Tensor2D {
    const { momentum, runningMean, runningVariance } = this;
    return withGradient<Tensor2D>(
      [x],
      (save) => {
        const mask = valid ?? tf.ones([x.shape[0]]);
        const [y, inverse, share, mean, variance] = fusedForward.run(
          { x, valid: mask, mean: runningMean, variance: runningVariance },
          { training: Number(training), momentum, epsilon: this.eps },
        );
        if (training) {
          runningMean.assign(mean);
          runningVariance.assign(variance);
        }
        save(y, mask, inverse, share);
        return y as Tensor2D;
      },
      (dy, [y, valid, inverse, share]) => fusedBackward.run({ dy, y, valid, inverse, share }),
    );
  }

  /**
   * Statistics of the batch if training and at least two rows are valid, else the running ones; `share` [R,1] is each
   * row's weight in them.
   */
  private statistics(rows: Tensor, mask: Tensor, training: boolean): Statistics {
    const running = { mean: this.runningMean as Tensor, variance: this.runningVariance as Tensor };
    if (!training) return { ...running, share: tf.zerosLike(mask) };
    const count = tf.sum(mask);
    const used = tf.cast(tf.greaterEqual(count, 2), 'float32');
    const share = tf.mul(mask, tf.div(used, tf.maximum(count, 1)));
    const shift = tf.sub(tf.sum(tf.mul(rows, share), 0), tf.mul(running.mean, used));
    const mean = tf.add(running.mean, shift);
    const variance = tf.sum(tf.mul(tf.squaredDifference(rows, mean), share), 0);
    const unbiased = tf.mul(variance, tf.div(count, tf.maximum(tf.sub(count, 1), 1)));
    const spread = tf.sub(unbiased, tf.mul(running.variance, used));
    const result = {
      mean,
      variance: tf.add(variance, tf.mul(running.variance, tf.sub(1, used))),
      share,
    };
    this.runningMean.assign(tf.add(running.mean, tf.mul(shift, this.momentum)));
    this.runningVariance.assign(tf.add(running.variance, tf.mul(spread, this.momentum)));
    return result;
  }
}

interface Statistics {
  readonly mean: Tensor;
  readonly variance: Tensor;
  readonly share: Tensor;
}
