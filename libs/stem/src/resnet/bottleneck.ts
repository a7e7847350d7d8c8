import type { ParameterScope } from '@turbo-hoi/core';
import { ConvAffine, type ConvAffineOptions, recomputed } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import { addRelu } from './add-relu';

export interface BottleneckOptions {
  readonly in: number;
  /** Channels inside the block; its output has four times as many. */
  readonly width: number;
  /** Default 1. */
  readonly stride?: number;
  /** False: the whole block is frozen. Default true. */
  readonly trainable?: boolean;
  /** Initial weight of the last normalisation. Default 1. */
  readonly branchWeight?: number;
  /** Whether the block keeps its input alone for gradients, and is run again for them. Default false. */
  readonly recompute?: boolean;
}

/** Output channels of a bottleneck per inner channel. */
export const EXPANSION = 4;

/**
 * ResNet's bottleneck as in torchvision: 1×1, 3×3 with the block's stride, 1×1, each with a frozen affine; shortcut; ReLU.
 *
 * The shortcut is a 1×1 convolution (`downsample`) where the shape changes.
 */
export class Bottleneck {
  private readonly layers: readonly ConvAffine[];
  private readonly downsample: ConvAffine | null;

  constructor(
    parameters: ParameterScope,
    private readonly options: BottleneckOptions,
  ) {
    const { width, stride = 1, trainable, branchWeight } = options;
    const out = EXPANSION * width;
    const layer = (conv: string, norm: string, own: ConvAffineOptions) =>
      new ConvAffine(
        { conv: parameters.scope(conv), norm: parameters.scope(norm) },
        { trainable, ...own },
      );
    this.layers = [
      layer('conv1', 'bn1', { in: options.in, out: width, kernel: 1 }),
      layer('conv2', 'bn2', { in: width, out: width, kernel: 3, stride }),
      layer('conv3', 'bn3', {
        in: width,
        out,
        kernel: 1,
        relu: false,
        initialWeight: branchWeight,
      }),
    ];
    this.downsample =
      stride === 1 && options.in === out
        ? null
        : layer('downsample.0', 'downsample.1', {
            in: options.in,
            out,
            kernel: 1,
            stride,
            relu: false,
          });
  }

  /** x [B,H,W,in] → [B,⌈H/stride⌉,⌈W/stride⌉,4·width] */
  forward(x: tf.Tensor4D): tf.Tensor4D {
    const { recompute = false, trainable = true } = this.options;
    if (!recompute || !trainable) return this.run(x);
    const weights = [...this.layers, this.downsample].flatMap((layer) => layer?.weight ?? []);
    return tf.tidy(() => recomputed({ x }, weights, ({ x }) => ({ y: this.run(x) })).y);
  }

  private run(x: tf.Tensor4D): tf.Tensor4D {
    return tf.tidy(() => {
      const branch = this.layers.reduce((y, layer) => layer.forward(y), x);
      return addRelu(branch, this.downsample ? this.downsample.forward(x) : x);
    });
  }
}
