import * as tf from '@tensorflow/tfjs';
import type { Tensor2D, Variable } from '@tensorflow/tfjs';
import type { Initializer, ParameterScope } from '@turbo-hoi/core';
import { heNormal, zeros } from '../parameters/initializers';
import { addBias } from './add-bias';

export interface LinearOptions {
  readonly in: number;
  readonly out: number;
  /** Default true. */
  readonly bias?: boolean;
  /** Default {@link heNormal}. */
  readonly initializer?: Initializer;
  /** Default {@link zeros}. */
  readonly biasInitializer?: Initializer;
}

/** A fully connected layer; `weight` [in,out] (PyTorch's transposed), `bias` [out]. */
export class Linear {
  private readonly weight: Variable;
  private readonly bias: Variable | null;

  constructor(scope: ParameterScope, options: LinearOptions) {
    const { out, bias = true, initializer = heNormal, biasInitializer = zeros } = options;
    this.weight = scope.parameter('weight', [options.in, out], initializer);
    this.bias = bias ? scope.parameter('bias', [out], biasInitializer) : null;
  }

  /** x [R,in] → [R,out] */
  forward(x: Tensor2D): Tensor2D {
    return tf.tidy(() => {
      const y: Tensor2D = tf.matMul(x, this.weight as Tensor2D);
      return this.bias ? addBias(y, this.bias) : y;
    });
  }
}
