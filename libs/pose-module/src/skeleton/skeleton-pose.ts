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
import { creatorOf, TurboHoiError } from '@turbo-hoi/core';
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
 * missed start from a learned place, and get a confidence of at most 0.2.
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
    this.path = `stages[${dims.stage - 1}].pose (stage ${dims.stage})`;
    const { previousHeatmapSide, previousPoseChannels } = dims;
    if (previousPoseChannels === 0 || previousHeatmapSide !== this.heatmapSide)
      throw this.withoutPoints();
    this.channels = channels;
    this.mask = mask;
    const linear = (name: string, from: number, to: number, initializer = torchDefault) =>
      new Linear(parameters.scope(name), { in: from, out: to, initializer });
    const { keypoints, roiChannels } = dims;
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
      if (attention)
        assertBroadcasts(attention, map.shape, `${this.path}: mask${creatorOf(this.mask)}`);
      const [rois] = map.shape;
      const flat = (x: Tensor) => tf.reshape(x, [rois, x.shape[3]!]) as Tensor2D;
      const modulated = attention ? tf.mul(attention, map) : map;
      const input = tf.concat([flat(modulated), pose.points, flat(roi)], 1) as Tensor2D;
      const hidden = relu(this.first.forward(input));
      const dropped = context.training
        ? dropout(hidden, this.options.dropout, context.rng.fork('skeleton'))
        : hidden;
      const mid = relu(this.second.forward(dropped));
      const { points, logScale } = this.moved(pose.points, mid);
      const features = skeletonFeatures(
        tf.reshape(mid, [rois, 1, 1, this.channels]) as Tensor4D,
        points,
      );
      return { features: { ...features, logTotal: logScale }, attention };
    });
  }

  /** Laplace negative log likelihood of labelled joints, mean over them: |x - x̂|/b + |y - ŷ|/b + 2 log b. */
  loss({ points, logTotal }: PoseFeatures, { points: truth, visible }: PoseTargets): NamedLoss[] {
    if (!points || !logTotal) throw this.withoutPoints();
    if (!truth) {
      throw new TurboHoiError(
        'usage',
        `${this.path}: loss: got targets without points. Build the batch with sizes.layout.`,
      );
    }
    return [{ name: 'pose', value: tidy(() => laplaceLoss(points, logTotal, truth, visible)) }];
  }

  /** Every joint moved, and the log of the scale of its error. */
  private moved(points: Tensor2D, mid: Tensor2D) {
    const keypoints = points.shape[1] / 3;
    const [places, confidence] = tf.split(points, [2 * keypoints, keypoints], 1);
    const [change, size] = tf.split(this.change.forward(mid), [2 * keypoints, keypoints], 1);
    const missing = indicator(confidence, (c) => tf.lessEqual(c, 0));
    // Missing joints are at 0.
    const from = tf.add(places, tf.mul(this.places as Tensor2D, tf.concat([missing, missing], 1)));
    const logScale = tf.clipByValue(tf.add(size, LOG_SCALE), -6, 2) as Tensor2D;
    const guess = tf.mul(tf.exp(tf.mul(tf.exp(logScale), -5)), GUESS);
    const moved = tf.concat(
      [tf.add(from, tf.mul(change, STEP)), tf.add(confidence, tf.mul(missing, guess))],
      1,
    );
    return { points: moved as Tensor2D, logScale };
  }

  private withoutPoints(): TurboHoiError {
    return new TurboHoiError(
      'config',
      `${this.path}: kind "skeleton" refines points, but the pose before it predicts heatmaps. ` +
        'Set stem.kind to "layout" and initialPose.kind to "skeleton".',
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
