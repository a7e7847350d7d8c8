import {
  type FeatureMap,
  type ImageBatch,
  type Layout,
  type RoiMap,
  type Stem,
  type StemContext,
  TurboHoiError,
} from '@turbo-hoi/core';
import { embedClasses, Linear, normal, relu, tidy, torchDefault } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor2D, Variable } from '@tensorflow/tfjs';
import { BOX_NUMBERS, boxTokens, skeletonTokens } from './box-tokens';

export interface LayoutStemOptions {
  /** C: width of a token. */
  readonly channels: number;
  /** Width of the embedding of an object's class. */
  readonly classWidth: number;
  /** Width of the hidden layer. */
  readonly hidden: number;
  /** Whether tokens of people contain their skeletons. */
  readonly skeletons: boolean;
}

/** One token for each detection from its box, class, score and skeleton; no pixel is read. */
export class LayoutStem implements Stem {
  readonly channels: number;
  readonly stride = 1;
  private readonly classes: Variable;
  private readonly first: Linear;
  private readonly second: Linear;

  constructor(
    private readonly options: LayoutStemOptions,
    { parameters, dataset }: StemContext,
  ) {
    const { channels, classWidth, hidden, skeletons } = options;
    this.channels = channels;
    const { objectClasses, keypoints } = dataset;
    this.classes = parameters.parameter(
      'classes',
      [objectClasses.length + 1, classWidth],
      normal(0.3),
    );
    const joints = skeletons ? 3 * keypoints.names.length : 0;
    this.first = new Linear(parameters.scope('fc1'), {
      in: BOX_NUMBERS + classWidth + 1 + joints,
      out: hidden,
      initializer: torchDefault,
    });
    this.second = new Linear(parameters.scope('fc2'), {
      in: hidden,
      out: channels,
      initializer: torchDefault,
    });
  }

  /** An empty map: there are no pixels to read. */
  features(images: ImageBatch): FeatureMap {
    const [batch, height, width] = images.shape;
    return tf.zeros([batch, height, width, this.channels]);
  }

  regions(layout: Layout): RoiMap {
    return tidy(() => {
      const { objects } = layout;
      const isPerson = tf.cast(tf.equal(objects.classes, 0), 'float32');
      const input = [
        boxTokens(layout),
        embedClasses(this.classes as Tensor2D, objects.classes),
        tf.reshape(isPerson, [-1, 1]),
        ...(this.options.skeletons ? [skeletonTokens(objects, skeletonsOf(layout))] : []),
      ];
      const hidden = relu(this.first.forward(tf.concat(input, 1) as Tensor2D));
      return tf.reshape(this.second.forward(hidden), [-1, 1, 1, this.channels]);
    });
  }
}

function skeletonsOf({ objects: { keypoints } }: Layout) {
  if (keypoints) return keypoints;
  throw new TurboHoiError(
    'config',
    'stem "layout": the detector finds no skeletons. Use a detector that does, or set stem.skeletons to false.',
  );
}
