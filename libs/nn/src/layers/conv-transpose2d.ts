import * as tf from '@tensorflow/tfjs';
import type { Tensor4D, Variable } from '@tensorflow/tfjs';
import type { Initializer, ParameterScope } from '@turbo-hoi/core';
import { emptyResult } from '../autodiff/empty-result';
import { heNormal, zeros } from '../parameters/initializers';
import { addBias } from './add-bias';

export interface ConvTranspose2dOptions {
  readonly in: number;
  readonly out: number;
  readonly kernel: 4;
  readonly stride: 2;
  /** Default true. */
  readonly bias?: boolean;
  /** Default {@link heNormal}. */
  readonly initializer?: Initializer;
}

/** PyTorch's `ConvTranspose2d(kernel_size=4, stride=2, padding=1)`; `weight` [k,k,out,in], `bias` [out]. */
export class ConvTranspose2d {
  private readonly weight: Variable;
  private readonly bias: Variable | null;
  private readonly out: number;
  private readonly stride: number;

  constructor(scope: ParameterScope, options: ConvTranspose2dOptions) {
    const { kernel, stride, out, bias = true, initializer = heNormal } = options;
    this.out = out;
    this.stride = stride;
    this.weight = scope.parameter('weight', [kernel, kernel, out, options.in], initializer);
    this.bias = bias ? scope.parameter('bias', [out], zeros) : null;
  }

  /** x [B,H,W,in] → [B,2H,2W,out] */
  forward(x: Tensor4D): Tensor4D {
    const { stride } = this;
    const weight = this.weight as Tensor4D;
    const [batch, height, width] = x.shape;
    const shape: Tensor4D['shape'] = [batch, height * stride, width * stride, this.out];
    return tf.tidy(() => {
      // With "same", the convolution that this transposes (2S → S) pads by 1 at both ends.
      const y =
        batch === 0
          ? emptyResult<Tensor4D>([x, weight], shape)
          : tf.conv2dTranspose(x, weight, shape, stride, 'same');
      return this.bias ? addBias(y, this.bias) : y;
    });
  }
}
