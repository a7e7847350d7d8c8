import type { ParameterScope } from '@turbo-hoi/core';
import { Conv2d, GroupNorm, relu, tidy } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';

/** 3×3 convolution, group normalisation, ReLU: [B,h,w,in] → [B,h/stride,w/stride,out]. */
export class ConvNormRelu {
  private readonly conv: Conv2d;
  private readonly norm: GroupNorm;

  constructor(
    parameters: ParameterScope,
    o: {
      readonly in: number;
      readonly out: number;
      readonly groups: number;
      readonly stride?: number;
    },
  ) {
    this.conv = new Conv2d(parameters.scope('conv'), {
      in: o.in,
      out: o.out,
      kernel: 3,
      stride: o.stride ?? 1,
      bias: false,
    });
    this.norm = new GroupNorm(parameters.scope('norm'), { groups: o.groups, channels: o.out });
  }

  forward(x: tf.Tensor4D): tf.Tensor4D {
    return tidy(() => this.norm.forward(this.conv.forward(x), 'relu'));
  }
}

/** x + two convolutions of x, then ReLU; keeps the shape (He et al. 2016, basic block). */
export class ResidualBlock {
  private readonly first: ConvNormRelu;
  private readonly conv: Conv2d;
  private readonly norm: GroupNorm;

  constructor(
    parameters: ParameterScope,
    o: { readonly channels: number; readonly groups: number },
  ) {
    const { channels, groups } = o;
    this.first = new ConvNormRelu(parameters.scope('first'), {
      in: channels,
      out: channels,
      groups,
    });
    this.conv = new Conv2d(parameters.scope('conv2'), {
      in: channels,
      out: channels,
      kernel: 3,
      bias: false,
    });
    this.norm = new GroupNorm(parameters.scope('norm2'), { groups, channels });
  }

  forward(x: tf.Tensor4D): tf.Tensor4D {
    return tidy(() =>
      relu(tf.add<tf.Tensor4D>(x, this.norm.forward(this.conv.forward(this.first.forward(x))))),
    );
  }
}
