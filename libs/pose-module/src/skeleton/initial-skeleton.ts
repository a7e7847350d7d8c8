import {
  type InitialPose,
  type InitialPoseContext,
  type InitialPoseInput,
  type NamedLoss,
  type PoseFeatures,
  TurboHoiError,
} from '@turbo-hoi/core';
import { Linear, pointsInBoxes, relu, tidy, torchDefault } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs';
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
      const skeleton = fields.skeleton as Tensor3D | undefined;
      if (!skeleton || !boxes) throw withoutSkeletons();
      const points = pointsInBoxes(skeleton, boxes);
      const mid = relu(this.linear.forward(points));
      return skeletonFeatures(tf.reshape(mid, [roi.shape[0], 1, 1, this.channels]), points);
    });
  }

  /** Nothing is predicted. */
  loss(): NamedLoss[] {
    return [];
  }
}

function withoutSkeletons(): TurboHoiError {
  return new TurboHoiError(
    'config',
    'initialPose: kind "skeleton" reads the skeletons that a detector finds, but there are none. ' +
      'Use the stem "layout" with a detector that finds skeletons, or initialPose: null.',
  );
}
