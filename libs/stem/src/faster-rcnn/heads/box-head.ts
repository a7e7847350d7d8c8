import type { ParameterScope, RoiMap, RoiVector } from '@turbo-hoi/core';
import { Linear, relu, spatialMean, tidy } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import { residualLayer } from '../../resnet/residual-layer';
import { RESNET_CHANNELS } from '../../resnet/resnet';

/** Maps pooled regions of interest to vectors. */
export interface BoxHead {
  /** Side S of its input regions. */
  readonly side: number;
  /** Length of the vectors. */
  readonly width: number;
  forward(roi: RoiMap): RoiVector;
}

/** Two fully connected layers, names as torchvision's `TwoMLPHead`; it flattens as [h,w,C]. */
export class TwoFcHead implements BoxHead {
  private readonly layers: readonly Linear[];

  constructor(
    parameters: ParameterScope,
    channels: number,
    readonly width: number,
    readonly side = 7,
  ) {
    const inputs = side * side * channels;
    this.layers = [
      new Linear(parameters.scope('fc6'), { in: inputs, out: width }),
      new Linear(parameters.scope('fc7'), { in: width, out: width }),
    ];
  }

  forward(roi: RoiMap): RoiVector {
    const [count, height, width, channels] = roi.shape;
    return tidy(() =>
      this.layers.reduce<tf.Tensor2D>(
        (x, layer) => relu(layer.forward(x)),
        tf.reshape(roi, [count, height * width * channels]),
      ),
    );
  }
}

/**
 * ResNet's `layer4` on regions, usually pooled from C4, then spatial mean: Faster R-CNN without a pyramid (He et al.
 * 2016).
 */
export class Layer4Head implements BoxHead {
  readonly side = 14;
  readonly width = RESNET_CHANNELS[3];
  private readonly layer: (x: tf.Tensor4D) => tf.Tensor4D;

  constructor(parameters: ParameterScope, channels = RESNET_CHANNELS[2]) {
    const width = RESNET_CHANNELS[3] / 4;
    this.layer = residualLayer(parameters.scope('layer4'), 3, {
      in: channels,
      width,
      stride: 2,
    });
  }

  forward(roi: RoiMap): RoiVector {
    return tidy(() => spatialMean(this.layer(roi)));
  }
}
