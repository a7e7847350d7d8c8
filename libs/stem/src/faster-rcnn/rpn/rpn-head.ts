import type { ParameterScope } from '@turbo-hoi/core';
import { Conv2d, normal, relu, tidy } from '@turbo-hoi/nn';
import type * as tf from '@tensorflow/tfjs';

/** Predictions of the RPN head for the anchors of one level. */
export interface RpnOutput {
  /** [B,h,w,A] objectness logits. */
  readonly objectness: tf.Tensor4D;
  /** [B,h,w,4A], dx, dy, dw, dh of every anchor. */
  readonly deltas: tf.Tensor4D;
}

/** The head of a region proposal network, shared by all levels; names as torchvision's `RPNHead`. */
export class RpnHead {
  private readonly conv: Conv2d;
  private readonly objectness: Conv2d;
  private readonly deltas: Conv2d;

  constructor(
    parameters: ParameterScope,
    { channels, anchors }: { readonly channels: number; readonly anchors: number },
  ) {
    const layer = (name: string, out: number, kernel: number) =>
      new Conv2d(parameters.scope(name), { in: channels, out, kernel, initializer: normal(0.01) });
    this.conv = layer('conv.0.0', channels, 3);
    this.objectness = layer('cls_logits', anchors, 1);
    this.deltas = layer('bbox_pred', 4 * anchors, 1);
  }

  /** map [B,h,w,channels] */
  forward(map: tf.Tensor4D): RpnOutput {
    return tidy(() => {
      const hidden = relu(this.conv.forward(map));
      return {
        objectness: this.objectness.forward(hidden),
        deltas: this.deltas.forward(hidden),
      };
    });
  }
}
