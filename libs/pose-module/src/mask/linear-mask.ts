import type { AttentionMask, MaskContext, MaskInput } from '@turbo-hoi/core';
import { type Linear, tidy } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import { maskHead, type MaskOptions, squash } from './mask-head';

/** [height, width, channels] of a mask, each full size or 1. */
export type MaskShape = readonly [height: number, width: number, channels: number];

/**
 * Eq. 4: Att = R(sigmoid(FC([H_mid, H_out]))), R( ) reshaping to `shape`.
 *
 * [S,S,1] weights cells, [1,1,Cp+K] channels, [S,S,Cp+K] both.
 */
export class LinearMask implements AttentionMask {
  private readonly fc: Linear;

  constructor(
    context: MaskContext,
    private readonly options: MaskOptions,
    private readonly shape: MaskShape,
  ) {
    this.fc = maskHead(context, 'fc', shape[0] * shape[1] * shape[2], options);
  }

  attend({ hoi }: MaskInput): tf.Tensor4D {
    return tidy(() => {
      const logits = this.fc.forward(hoi.message);
      return squash(tf.reshape(logits, [logits.shape[0], ...this.shape]), this.options.scale);
    });
  }
}
