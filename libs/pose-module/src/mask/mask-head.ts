import type { MaskContext } from '@turbo-hoi/core';
import { Linear, normal } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';

export interface MaskOptions {
  /** Factor on the sigmoid: 1 as in Eq. 4, 2 for a mask that is initially 1. */
  readonly scale: number;
  /** Standard deviation of the initial weights. */
  readonly deviation: number;
}

/** The fully connected layer of Eq. 4: [H_mid, H_out] → `out` logits. */
export function maskHead(
  { parameters, messageWidth }: MaskContext,
  name: string,
  out: number,
  { deviation }: MaskOptions,
): Linear {
  return new Linear(parameters.scope(name), {
    in: messageWidth,
    out,
    initializer: normal(deviation),
  });
}

/** Maps logits to a mask in (0, scale). */
export function squash(logits: tf.Tensor, scale: number): tf.Tensor4D {
  const mask = tf.sigmoid(logits) as tf.Tensor4D;
  return scale === 1 ? mask : tf.mul(mask, scale);
}
