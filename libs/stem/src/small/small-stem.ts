import type { FeatureMap, ImageBatch, ParameterScope, Stem } from '@turbo-hoi/core';
import { Conv2d, tidy, upsample2x } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import { ConvNormRelu, ResidualBlock } from './blocks';

export interface SmallStemOptions {
  /** Channels at strides 2, 4 and 8. */
  readonly widths: readonly [number, number, number];
  /** Residual blocks at strides 4 and 8. */
  readonly blocks: readonly [number, number];
  /** C of the resulting map; must exceed the width at stride 4. */
  readonly channels: number;
  /** Groups of every normalisation. */
  readonly groups: number;
}

/**
 * A residual stem for small images, trained from scratch: features of stride 4 and upsampled features of stride 8.
 *
 * Group normalisation, because batches are small.
 */
export class SmallStem implements Stem {
  readonly stride = 4;
  readonly multiple = 8;
  readonly padColor = [127.5, 127.5, 127.5] as const;
  readonly channels: number;
  private readonly fine: readonly ((x: tf.Tensor4D) => tf.Tensor4D)[];
  private readonly coarse: readonly ((x: tf.Tensor4D) => tf.Tensor4D)[];
  private readonly lateral: Conv2d;

  constructor(parameters: ParameterScope, options: SmallStemOptions) {
    const { widths, blocks, groups } = options;
    this.channels = options.channels;
    const convolution = (name: string, input: number, output: number) => {
      const layer = new ConvNormRelu(parameters.scope(name), {
        in: input,
        out: output,
        stride: 2,
        groups,
      });
      return (x: tf.Tensor4D) => layer.forward(x);
    };
    const residual = (name: string, channels: number, count: number) =>
      Array.from({ length: count }, (_, i) => {
        const block = new ResidualBlock(parameters.scope(`${name}.${i}`), { channels, groups });
        return (x: tf.Tensor4D) => block.forward(x);
      });
    this.fine = [
      convolution('conv1', 3, widths[0]),
      convolution('conv2', widths[0], widths[1]),
      ...residual('layer1', widths[1], blocks[0]),
    ];
    this.coarse = [
      convolution('conv3', widths[1], widths[2]),
      ...residual('layer2', widths[2], blocks[1]),
    ];
    this.lateral = new Conv2d(parameters.scope('lateral'), {
      in: widths[2],
      out: options.channels - widths[1],
      kernel: 1,
    });
  }

  features(images: ImageBatch): FeatureMap {
    return tidy(() => {
      // Scales pixels to about -2..2.
      const input = tf.sub(tf.mul(images, 4 / 255), 2) as tf.Tensor4D;
      const fine = this.fine.reduce((x, layer) => layer(x), input);
      const coarse = this.coarse.reduce((x, layer) => layer(x), fine);
      return tf.concat([fine, upsample2x(this.lateral.forward(coarse))], 3);
    });
  }
}
