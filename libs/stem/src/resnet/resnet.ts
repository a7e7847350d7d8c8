import type { ImageBatch, ParameterScope } from '@turbo-hoi/core';
import { ConvAffine, tidy, withGradient } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import { EXPANSION } from './bottleneck';
import { chain, type Part } from './chain';
import { normalizeImages } from './image-norm';
import { residualLayer } from './residual-layer';

export type ResNetDepth = 50 | 101;

export interface ResNetOptions {
  readonly depth: ResNetDepth;
  /** The last layer of the body that is built. */
  readonly layers: 3 | 4;
  /** Number of frozen parts from the input on: 1 is conv1, 2 includes layer1, and so on to layer4. */
  readonly frozenStages: number;
  /** Whether each block is run again for its gradient: less memory, more time. Default false. */
  readonly recompute?: boolean;
}

const BLOCKS = { 50: [3, 4, 6, 3], 101: [3, 4, 23, 3] } as const;
const FIRST_WIDTH = 64;

/** Channels of C2 to C5. */
export const RESNET_CHANNELS = [0, 1, 2, 3].map((i) => EXPANSION * FIRST_WIDTH * 2 ** i);

/**
 * ResNet's body with frozen normalisation, names and strides as torchvision's `resnet50` and `resnet101` (v1.5: the 3×3 has the stride).
 *
 * No gradient flows through frozen parts, and nothing is kept in memory for it.
 */
export class ResNet {
  private readonly first: Part;
  private readonly layers: readonly Part[];

  constructor(parameters: ParameterScope, options: ResNetOptions) {
    const { frozenStages } = options;
    const part = (index: number, run: Part): Part =>
      index < frozenStages ? (x) => constant(x, run) : run;
    const stem = new ConvAffine(
      { conv: parameters.scope('conv1'), norm: parameters.scope('bn1') },
      { in: 3, out: FIRST_WIDTH, kernel: 7, stride: 2, trainable: frozenStages < 1 },
    );
    this.first = part(0, (images) => maxPool(stem.forward(normalizeImages(images))));
    const counts = BLOCKS[options.depth].slice(0, options.layers);
    const total = counts.reduce((sum: number, count) => sum + count, 0);
    this.layers = counts.map((count, i) => {
      const trainable = frozenStages < i + 2;
      const blocks = residualLayer(parameters.scope(`layer${i + 1}`), count, {
        in: i === 0 ? FIRST_WIDTH : RESNET_CHANNELS[i - 1],
        width: FIRST_WIDTH * 2 ** i,
        stride: i === 0 ? 1 : 2,
        trainable,
        recompute: options.recompute,
        // The branch of each block starts at weight 1/total, so that an untrained body of any depth keeps the scale of
        // its input.
        branchWeight: 1 / Math.sqrt(total),
      });
      return part(i + 1, blocks);
    });
  }

  /** images [B,H,W,3] in 0..255 → C2 … of strides 4, 8, 16 and 32, which the caller owns. */
  forward(images: ImageBatch): tf.Tensor4D[] {
    return tidy(() => {
      let x = this.first(images);
      return this.layers.map((layer) => (x = layer(x)));
    });
  }

  /** The last map of {@link forward}. */
  last(images: ImageBatch): tf.Tensor4D {
    return chain([this.first, ...this.layers], images);
  }
}

/** The output of `run` as a constant: no gradient flows through it, and nothing is kept for one. */
function constant(x: tf.Tensor4D, run: Part): tf.Tensor4D {
  const { shape } = x;
  return withGradient<tf.Tensor4D>(
    [x],
    () => run(x),
    () => [tf.zeros(shape)],
  );
}

/** 3×3 of stride 2, padded by 1; x is not negative, so padding with 0 equals padding with -∞. */
function maxPool(x: tf.Tensor4D): tf.Tensor4D {
  const padded = tf.pad(x, [
    [0, 0],
    [1, 1],
    [1, 1],
    [0, 0],
  ]);
  return tf.maxPool(padded, 3, 2, 'valid');
}
