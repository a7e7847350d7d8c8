import * as tf from '@tensorflow/tfjs';
import type { Tensor4D, Variable } from '@tensorflow/tfjs';
import type { Initializer, ParameterScope } from '@turbo-hoi/core';
import { emptyResult } from '../autodiff/empty-result';
import { reshape } from '../autodiff/reshape';
import { heNormal, zeros } from '../parameters/initializers';
import { addBias } from './add-bias';

export interface Conv2dOptions {
  readonly in: number;
  readonly out: number;
  /** Side of the kernel, odd. */
  readonly kernel: number;
  /** Default 1. */
  readonly stride?: number;
  /** Default true. */
  readonly bias?: boolean;
  /** Default {@link heNormal}. */
  readonly initializer?: Initializer;
}

/** PyTorch's `Conv2d` with padding (kernel - 1) / 2; `weight` [k,k,in,out], `bias` [out]. */
export class Conv2d {
  private readonly weight: Variable;
  private readonly bias: Variable | null;
  private readonly stride: number;

  constructor(scope: ParameterScope, options: Conv2dOptions) {
    const { kernel, stride = 1, bias = true, initializer = heNormal } = options;
    this.stride = stride;
    this.weight = scope.parameter('weight', [kernel, kernel, options.in, options.out], initializer);
    this.bias = bias ? scope.parameter('bias', [options.out], zeros) : null;
  }

  /** x [B,H,W,in] → [B,⌈H/stride⌉,⌈W/stride⌉,out] */
  forward(x: Tensor4D): Tensor4D {
    return tf.tidy(() => {
      const y = convolve(x, this.weight as Tensor4D, this.stride);
      return this.bias ? addBias(y, this.bias) : y;
    });
  }
}

/** x [B,H,W,in], weight [k,k,in,out] → [B,⌈H/stride⌉,⌈W/stride⌉,out], padded by (k - 1) / 2 on all sides. */
export function convolve(x: Tensor4D, weight: Tensor4D, stride: number): Tensor4D {
  const [kernel, , channels, out] = weight.shape;
  const [batch, height, width] = x.shape;
  if (batch === 0) {
    const side = (size: number) => Math.ceil(size / stride);
    return emptyResult([x, weight], [0, side(height), side(width), out]);
  }
  if (kernel === 1 && stride === 1) {
    // Forward and backward a quarter faster than the convolution, and supported by every backend.
    const flat = tf.reshape(x, [batch * height * width, channels]);
    const y = tf.matMul(flat, tf.reshape(weight, [channels, out]));
    return reshape(y, [batch, height, width, out]);
  }
  if (samePads(height, kernel, stride) && samePads(width, kernel, stride)) {
    return tf.conv2d(x, weight, stride, 'same');
  }
  // With stride 2, TensorFlow's "same" pads an even side only at its end.
  const pad = (kernel - 1) / 2;
  const padded = tf.pad(x, [
    [0, 0],
    [pad, pad],
    [pad, pad],
    [0, 0],
  ]);
  return tf.conv2d(padded, weight, stride, 'valid');
}

/** Whether TensorFlow's "same" pads this side by (kernel - 1) / 2 at both ends. */
function samePads(size: number, kernel: number, stride: number): boolean {
  const total = Math.max(0, (Math.ceil(size / stride) - 1) * stride + kernel - size);
  return total === kernel - 1;
}
