import type { AttentionMask, MaskContext, MaskInput } from '@turbo-hoi/core';
import { Conv2d, type Linear, relu, tidy } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import { maskHead, type MaskOptions, squash } from './mask-head';

export interface ConvMaskOptions extends MaskOptions {
  /** Side of the convolution, odd. */
  readonly kernel: number;
  /** Channels of the map that the convolution reads. */
  readonly hidden: number;
}

/** Maps the HOI message to a small feature map and by a convolution to one weight per cell: [R,S,S,1]. */
export class ConvMask implements AttentionMask {
  private readonly fc: Linear;
  private readonly conv: Conv2d;

  constructor(
    private readonly context: MaskContext,
    private readonly options: ConvMaskOptions,
  ) {
    const { hidden, kernel } = options;
    this.fc = maskHead(context, 'fc', context.dims.side ** 2 * hidden, options);
    this.conv = new Conv2d(context.parameters.scope('conv'), { in: hidden, out: 1, kernel });
  }

  attend({ hoi }: MaskInput): tf.Tensor4D {
    const { side } = this.context.dims;
    return tidy(() => {
      const flat = this.fc.forward(hoi.message);
      const map = tf.reshape(flat, [flat.shape[0], side, side, this.options.hidden]) as tf.Tensor4D;
      return squash(this.conv.forward(relu(map)), this.options.scale);
    });
  }
}
