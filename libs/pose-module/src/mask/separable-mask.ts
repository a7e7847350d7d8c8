import type { AttentionMask, MaskContext, MaskInput } from '@turbo-hoi/core';
import { type Linear, tidy } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import { maskHead, type MaskOptions, squash } from './mask-head';

/** Adds cell logits and channel logits before the sigmoid: [R,S,S,Cp+K] from S² + Cp + K numbers. */
export class SeparableMask implements AttentionMask {
  private readonly spatial: Linear;
  private readonly channel: Linear;

  constructor(
    private readonly context: MaskContext,
    private readonly options: MaskOptions,
  ) {
    this.spatial = maskHead(context, 'spatial', context.dims.side ** 2, options);
    this.channel = maskHead(context, 'channel', context.channels, options);
  }

  attend({ hoi }: MaskInput): tf.Tensor4D {
    const { channels, dims } = this.context;
    return tidy(() => {
      const { message } = hoi;
      const rois = message.shape[0];
      const cells = tf.reshape(this.spatial.forward(message), [rois, dims.side, dims.side, 1]);
      const weights = tf.reshape(this.channel.forward(message), [rois, 1, 1, channels]);
      return squash(tf.add(cells, weights), this.options.scale);
    });
  }
}
