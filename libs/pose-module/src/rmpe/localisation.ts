import type { ParameterScope, RoiMap } from '@turbo-hoi/core';
import { constant, Conv2d, Linear, normal, relu, tidy } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor2D } from '@tensorflow/tfjs';

/** Deviation of the last layer's weights, so that training starts near the identity. */
const DEVIATION = 0.001;

const halved = (side: number) => Math.ceil(side / 2);

/**
 * The localisation network of a spatial transformer: two convolutions of stride 2 and a linear layer, [R,S,S,in] → θ [R,6].
 *
 * It starts at the identity, as in Jaderberg et al. (2015).
 */
export class Localisation {
  private readonly convs: readonly Conv2d[];
  private readonly linear: Linear;

  constructor(parameters: ParameterScope, input: number, channels: number, side: number) {
    const conv = (i: number, channelsIn: number) =>
      new Conv2d(parameters.scope(`conv${i}`), {
        in: channelsIn,
        out: channels,
        kernel: 3,
        stride: 2,
      });
    this.convs = [conv(1, input), conv(2, channels)];
    this.linear = new Linear(parameters.scope('theta'), {
      in: halved(halved(side)) ** 2 * channels,
      out: 6,
      initializer: normal(DEVIATION),
      biasInitializer: constant(0),
    });
  }

  forward(map: RoiMap): Tensor2D {
    return tidy(() => {
      const hidden = this.convs.reduce((x, conv) => relu(conv.forward(x)), map);
      const flat = tf.reshape(hidden, [map.shape[0], -1]) as Tensor2D;
      return tf.add<Tensor2D>(this.linear.forward(flat), tf.tensor2d([[1, 0, 0, 0, 1, 0]]));
    });
  }
}
