import * as tf from '@tensorflow/tfjs';
import type { Tensor1D, Tensor2D, Variable } from '@tensorflow/tfjs';
import type { ParameterScope } from '@turbo-hoi/core';
import { withGradient } from '../autodiff/with-gradient';
import { ones, zeros } from '../parameters/initializers';
import { fusedNorm, hasFusedNorm } from './fused-norm';
import { relu } from './relu';

export interface LayerNormOptions {
  readonly width: number;
  /** Default 1e-5. */
  readonly eps?: number;
}

/** PyTorch's `LayerNorm` over the last axis; `weight`, `bias` [width]. */
export class LayerNorm {
  private readonly weight: Variable;
  private readonly bias: Variable;
  private readonly eps: number;

  constructor(scope: ParameterScope, { width, eps = 1e-5 }: LayerNormOptions) {
    this.weight = scope.parameter('weight', [width], ones);
    this.bias = scope.parameter('bias', [width], zeros);
    this.eps = eps;
  }

  /** x [R,width] → [R,width], passed through ReLU if asked for */
  forward(x: Tensor2D, activation?: 'relu'): Tensor2D {
    const [weight, bias] = [this.weight as Tensor1D, this.bias as Tensor1D];
    const isRelu = activation === 'relu';
    if (hasFusedNorm()) {
      return fusedNorm(x, weight, bias, { groups: 1, eps: this.eps, relu: isRelu });
    }
    return tf.tidy(() => {
      const y = layerNorm(x, weight, bias, this.eps);
      return isRelu ? relu(y) : y;
    });
  }
}

function layerNorm(x: Tensor2D, weight: Tensor1D, bias: Tensor1D, eps: number): Tensor2D {
  return withGradient<Tensor2D>(
    [x, weight, bias],
    (save) => {
      const centered = tf.sub(x, tf.mean(x, 1, true));
      const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(centered), 1, true), eps));
      const normalised = tf.mul(centered, inverse);
      save(normalised, inverse, weight);
      return tf.add(tf.mul(normalised, weight), bias);
    },
    (dy, [normalised, inverse, scale]) => {
      const product = tf.mul(dy, normalised);
      const d = tf.mul(dy, scale);
      const projection = tf.mul(normalised, tf.mean(tf.mul(d, normalised), 1, true));
      const dx = tf.mul(tf.sub(tf.sub(d, tf.mean(d, 1, true)), projection), inverse);
      return [dx, tf.sum(product, 0), tf.sum(dy, 0)];
    },
  );
}
