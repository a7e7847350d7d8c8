import * as tf from '@tensorflow/tfjs';
import {
  type FeatureMap,
  type ImageBatch,
  type ParameterScope,
  type Stem,
  TurboHoiError,
} from '@turbo-hoi/core';
import { Conv2d, withGradient } from '@turbo-hoi/nn';
import type { GraphModelOptions } from './graph-model-schema';

const EPSILON = 1e-3;

/**
 * A frozen pretrained graph model up to some of its nodes, and a trained 1×1 convolution over their maps.
 *
 * The maps, finest first, are resized to the finest one's size. Each is normalised over its channels, cell by cell: the
 * outputs of linear bottlenecks span ±100, and padding must not influence the rest of the image.
 */
export class GraphModelStem implements Stem {
  readonly channels: number;
  readonly stride: number;
  readonly multiple: number;
  readonly padColor: readonly [number, number, number];
  private readonly lateral: Conv2d;

  /**
   * @param graph the stem takes ownership of its weights; a tensor backend must be active
   * @throws TurboHoiError `config` if the graph has no path from the input to the nodes
   */
  constructor(
    parameters: ParameterScope,
    private readonly options: GraphModelOptions,
    private readonly graph: Pick<tf.GraphModel, 'execute' | 'dispose'>,
  ) {
    this.channels = options.channels;
    this.multiple = options.multiple;
    const [low, high] = options.range;
    const neutral = Math.min(255, Math.max(0, (-low / (high - low)) * 255));
    this.padColor = [neutral, neutral, neutral];
    const [, cells, , width] = this.probe(options.multiple);
    this.stride = options.multiple / cells;
    this.lateral = new Conv2d(parameters.scope('lateral'), {
      in: width,
      out: options.channels,
      kernel: 1,
    });
  }

  features(images: ImageBatch): FeatureMap {
    return tf.tidy(() => this.lateral.forward(this.frozen(images)));
  }

  /** Releases the graph's weights. */
  dispose(): void {
    this.graph.dispose();
  }

  /** [B,H,W,3] → [B,H/stride,W/stride,Σ channels of the nodes]; not recorded for gradients. */
  private frozen(images: ImageBatch): tf.Tensor4D {
    return withGradient<tf.Tensor4D>(
      [images],
      () => this.run(images),
      () => [tf.zerosLike(images)],
    );
  }

  private run(images: tf.Tensor4D): tf.Tensor4D {
    const { input, nodes, range } = this.options;
    const scaled = tf.add(tf.mul(images, (range[1] - range[0]) / 255), range[0]);
    const result = this.graph.execute({ [input]: scaled }, nodes);
    const maps = (Array.isArray(result) ? result : [result]) as tf.Tensor4D[];
    const [, height, width] = maps[0].shape;
    return tf.concat(
      maps.map((map) => tf.image.resizeBilinear(overChannels(map), [height, width], false, true)),
      3,
    );
  }

  /** Shape of the output for a black image of this side. */
  private probe(side: number): readonly number[] {
    try {
      return tf.tidy(() => this.run(tf.zeros([1, side, side, 3])).shape);
    } catch (error) {
      const { input, nodes } = this.options;
      throw new TurboHoiError(
        'config',
        `stem: the graph model cannot be run from ${input} to ${nodes.join(', ')} with images of ${side}×${side}: ` +
          `${(error as Error).message}. Expected names of nodes in its model.json.`,
        { cause: error },
      );
    }
  }
}

/** Normalises each cell to mean 0 and deviation 1 over the channels. */
function overChannels(map: tf.Tensor4D): tf.Tensor4D {
  const centered = tf.sub(map, tf.mean(map, 3, true));
  const variance = tf.mean(tf.square(centered), 3, true);
  return tf.mul(centered, tf.rsqrt(tf.add(variance, EPSILON)));
}
