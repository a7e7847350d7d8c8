import type {
  AttentionMask,
  ForwardContext,
  HoiGuidedPose,
  NamedLoss,
  PoseContext,
  PoseFeatures,
  PoseInput,
  PoseOutput,
  PoseTargets,
} from '@turbo-hoi/core';
import { TurboHoiError } from '@turbo-hoi/core';
import {
  assertBroadcasts,
  dropout,
  indicator,
  Linear,
  relu,
  tidy,
  torchDefault,
  zeros,
} from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Scalar, Tensor, Tensor2D, Tensor4D, Variable } from '@tensorflow/tfjs';
import { POINT_HEATMAP_SIDE, skeletonFeatures } from './skeleton-features';

export interface SkeletonPoseOptions {
  /** Cp. */
  readonly channels: number;
  readonly hidden: number;
  readonly dropout: number;
}

/** A joint moves by this times the network's output, in units of half a box. */
const STEP = 0.3;
/** log scale of the error where the network outputs 0: an eighth of half a box. */
const LOG_SCALE = -2;
/** Confidence of a joint that the detector did not find, at an error of 0. */
const GUESS = 0.2;

/**
 * HOI-guided pose on points: f_k modulated by the mask (Eq. 5) moves every joint and predicts how far off it may be. Joints that the detector
 * missed start from a learned place, and get a confidence of at most {@link GUESS}.
 */
export class SkeletonPose implements HoiGuidedPose {
  readonly channels: number;
  readonly heatmapSide = POINT_HEATMAP_SIDE;
  private readonly first: Linear;
  private readonly second: Linear;
  private readonly change: Linear;
  private readonly places: Variable;
  private readonly mask: AttentionMask | null;
  private readonly path: string;

  constructor(
    private readonly options: SkeletonPoseOptions,
    { parameters, dims, mask }: PoseContext,
  ) {
    const { channels, hidden } = options;
    this.path = `stages[${dims.stage - 1}] (stage ${dims.stage})`;
    this.channels = channels;
    this.mask = mask;
    const linear = (name: string, from: number, to: number, initializer = torchDefault) =>
      new Linear(parameters.scope(name), { in: from, out: to, initializer });
    const { keypoints, previousPoseChannels, roiChannels } = dims;
    this.first = linear('fc1', previousPoseChannels + 4 * keypoints + roiChannels, hidden);
    this.second = linear('fc2', hidden, channels);
    this.change = linear('change', channels, 3 * keypoints, zeros);
    this.places = parameters.parameter('places', [1, 2 * keypoints], zeros);
  }

  forward({ roi, pose, hoi, fields }: PoseInput, context: ForwardContext): PoseOutput {
    return tidy(() => {
      if (!pose.points) throw this.withoutPoints();
      const map = tf.concat([pose.mid, pose.coarse], 3);
      const attention =
        hoi && this.mask ? this.mask.attend({ hoi, roi, pose, fields }, context) : null;
      if (attention) assertBroadcasts(attention, map.shape, `${this.path}: mask`);
      const [rois] = map.shape;
      const flat = (x: Tensor) => tf.reshape(x, [rois, -1]) as Tensor2D;
      const modulated = attention ? tf.mul(attention, map) : map;
      const input = tf.concat([flat(modulated), pose.points, flat(roi)], 1) as Tensor2D;
      const hidden = relu(this.first.forward(input));
      const dropped = context.training
        ? dropout(hidden, this.options.dropout, context.rng.fork('skeleton'))
        : hidden;
      const mid = relu(this.second.forward(dropped));
      const { points, spread } = this.moved(pose.points, mid);
      const features = skeletonFeatures(
        tf.reshape(mid, [rois, 1, 1, this.channels]) as Tensor4D,
        points,
        spread,
      );
      return { features: { ...features, logTotal: tf.log(spread) as Tensor2D }, attention };
    });
  }

  /** Laplace negative log likelihood of labelled joints, mean over them: |x - x̂|/b + |y - ŷ|/b + 2 log b. */
  loss({ points, logTotal }: PoseFeatures, { points: truth, visible }: PoseTargets): NamedLoss[] {
    if (!points || !logTotal || !truth) throw this.withoutPoints();
    return [{ name: 'pose', value: laplaceLoss(points, logTotal, truth, visible) }];
  }

  private moved(points: Tensor2D, mid: Tensor2D) {
    const [x, y, confidence] = tf.split(points, 3, 1);
    const [dx, dy, size] = tf.split(this.change.forward(mid), 3, 1);
    const present = indicator(confidence, (c) => tf.greater(c, 0));
    const [placeX, placeY] = tf.split(this.places as Tensor2D, 2, 1);
    const from = (known: Tensor, place: Tensor) =>
      tf.add(tf.mul(known, present), tf.mul(place, tf.sub(1, present)));
    const spread = tf.exp(tf.clipByValue(tf.add(size, LOG_SCALE), -6, 2)) as Tensor2D;
    const guessed = tf.mul(GUESS, tf.exp(tf.mul(spread, -5)));
    const moved = tf.concat(
      [
        tf.add(from(x, placeX), tf.mul(dx, STEP)),
        tf.add(from(y, placeY), tf.mul(dy, STEP)),
        tf.add(confidence, tf.mul(tf.sub(1, present), guessed)),
      ],
      1,
    );
    return { points: moved as Tensor2D, spread };
  }

  private withoutPoints(): TurboHoiError {
    return new TurboHoiError(
      'config',
      `${this.path}: pose kind "skeleton" refines points, which only the stem "layout" with initialPose.kind "skeleton" provides.`,
    );
  }
}

function laplaceLoss(
  points: Tensor2D,
  logSpread: Tensor2D,
  truth: Tensor2D,
  visible: Tensor2D,
): Scalar {
  const keypoints = visible.shape[1];
  const places = tf.slice(points, [0, 0], [-1, 2 * keypoints]);
  const [dx, dy] = tf.split(tf.abs(tf.sub(places, truth)), 2, 1);
  const scaled = tf.mul(tf.add(dx, dy), tf.exp(tf.neg(logSpread)));
  const loss = tf.mul(tf.add(scaled, tf.mul(logSpread, 2)), visible);
  return tf.div(tf.sum(loss), tf.maximum(tf.sum(visible), 1));
}
