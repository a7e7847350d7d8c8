import {
  type InitialPose,
  type InitialPoseContext,
  type InitialPoseInput,
  type NamedLoss,
  type PoseFeatures,
  TurboHoiError,
} from '@turbo-hoi/core';
import { Linear, relu, tidy, torchDefault } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs';
import { POINT_HEATMAP_SIDE, skeletonFeatures } from './skeleton-features';

export interface InitialSkeletonOptions {
  /** Cp. */
  readonly channels: number;
}

/** Stage 0 from a detector's skeletons: the points are given, P_mid is a linear layer on them. */
export class InitialSkeleton implements InitialPose {
  readonly channels: number;
  readonly heatmapSide = POINT_HEATMAP_SIDE;
  private readonly linear: Linear;

  constructor({ channels }: InitialSkeletonOptions, { parameters, dims }: InitialPoseContext) {
    this.channels = channels;
    this.linear = new Linear(parameters.scope('points'), {
      in: 3 * dims.keypoints,
      out: channels,
      initializer: torchDefault,
    });
  }

  forward({ roi, fields }: InitialPoseInput): PoseFeatures {
    return tidy(() => {
      const boxes = fields.box as Tensor2D | undefined;
      const { skeleton } = fields;
      if (!skeleton || !boxes) throw withoutSkeletons();
      const points = pointsInBoxes(skeleton, boxes);
      const mid = relu(this.linear.forward(points));
      return skeletonFeatures(tf.reshape(mid, [roi.shape[0], 1, 1, this.channels]), points, null);
    });
  }

  /** Nothing is predicted. */
  loss(): NamedLoss[] {
    return [];
  }
}

/** Skeletons [R,K,3] in pixels → [R,3K] in their boxes [R,4]: x within ±3 (edges at ±1), y, confidence; 0 for missing joints. */
export function pointsInBoxes(skeletons: Tensor, boxes: Tensor2D): Tensor2D {
  const [x, y, confidence] = tf.unstack(skeletons, 2);
  const [x1, y1, x2, y2] = tf.split(boxes, 4, 1);
  const present = tf.cast(tf.greater(confidence, 0), 'float32');
  const inBox = (place: Tensor, low: Tensor, high: Tensor) => {
    const half = tf.div(tf.maximum(tf.sub(high, low), 1), 2);
    const offset = tf.div(tf.sub(place, tf.div(tf.add(low, high), 2)), half);
    return tf.clipByValue(tf.mul(offset, present), -3, 3);
  };
  return tf.concat([inBox(x, x1, x2), inBox(y, y1, y2), confidence], 1) as Tensor2D;
}

function withoutSkeletons(): TurboHoiError {
  return new TurboHoiError(
    'config',
    'initialPose: kind "skeleton" reads the skeletons that a detector finds, but there are none. ' +
      'Use the stem "layout" with a detector that finds skeletons, or initialPose: null.',
  );
}
