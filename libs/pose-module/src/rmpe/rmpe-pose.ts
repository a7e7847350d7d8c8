import {
  type ForwardContext,
  type Heatmaps,
  type InitialPose,
  type InitialPoseInput,
  type NamedLoss,
  type ParameterScope,
  type PoseFeatures,
  type PoseTargets,
  type RoiMap,
  type StageDims,
  TurboHoiError,
} from '@turbo-hoi/core';
import {
  affineGrid,
  gridSample,
  heatmapCrossEntropy,
  inverseAffine,
  recomputed,
  tidy,
} from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor2D } from '@tensorflow/tfjs';
import { POSE_SCALES, poseFeatures, type PoseScales } from '../heatmap/pose-features';
import {
  blockHeatmapSide,
  KeypointBlock,
  type KeypointBlockOptions,
} from '../keypoint-block/keypoint-block';
import { centeredTargets } from './centered-targets';
import { Localisation } from './localisation';

export interface RmpeOptions extends Omit<KeypointBlockOptions, 'skip'> {
  /** Size of the proposal in units of the person's box: `roi.context.scale`; the paper's is 1.3. */
  readonly scale: number;
  /** Channels of the localisation network. */
  readonly localisation: number;
  /** Weight of the parallel branch's loss; 0: no such branch. */
  readonly parallelWeight: number;
}

/** f_k, and in training the heatmaps of the parallel branch, which are those before the de-transformer. */
interface RmpeFeatures extends PoseFeatures {
  readonly parallel?: Heatmaps;
}

/**
 * RMPE (Fang et al. 2017) on the features of a proposal larger than the person's box: spatial transformer, single-person pose estimator, spatial
 * de-transformer (ADR-0038).
 *
 * P_mid and P_out are in the frame of the person's box, as every module's.
 */
export class RmpePose implements InitialPose {
  readonly channels: number;
  readonly heatmapSide: number;
  private readonly localisation: Localisation;
  private readonly estimator: KeypointBlock;
  private readonly scales: PoseScales;

  /** @throws TurboHoiError `config` without the features of the larger box */
  constructor(
    parameters: ParameterScope,
    private readonly options: RmpeOptions,
    { contextChannels, keypoints, side }: StageDims,
  ) {
    if (contextChannels === 0) throw withoutProposal(options.scale);
    this.localisation = new Localisation(
      parameters.scope('localisation'),
      contextChannels,
      options.localisation,
      side,
    );
    this.estimator = new KeypointBlock(
      parameters,
      { ...options, skip: false },
      contextChannels,
      keypoints,
    );
    this.channels = this.estimator.channels;
    this.heatmapSide = blockHeatmapSide(side);
    this.scales = { ...POSE_SCALES, ...options };
  }

  forward(
    { context: proposal }: Pick<InitialPoseInput, 'context'>,
    { training }: Pick<ForwardContext, 'training'>,
  ): RmpeFeatures {
    const { scale, parallelWeight } = this.options;
    if (!proposal) throw withoutProposal(scale);
    return tidy(() => {
      const side = proposal.shape[1];
      const theta = this.localisation.forward(proposal);
      const person = gridSample(proposal, affineGrid(theta, side));
      const { mid, logits } = this.estimator.forward(person, null);
      const back = ofBox(inverseAffine(theta), scale);
      const features = poseFeatures(
        gridSample(mid, affineGrid(back, side)),
        // Logits outside of what the estimator sees are those of its edge: zeros would be probabilities.
        gridSample(logits, affineGrid(back, this.heatmapSide), 'border'),
        this.scales,
      );
      if (!training || parallelWeight === 0) return features;
      return { ...features, parallel: this.frozenLogits(person) };
    });
  }

  loss(features: PoseFeatures, targets: PoseTargets): NamedLoss[] {
    const { logits, logTotal, parallel }: RmpeFeatures = features;
    const { cells, visible } = targets;
    const pose = { name: 'pose', value: heatmapCrossEntropy(logits, cells, visible, logTotal) };
    if (!parallel) return [pose];
    const { scale, parallelWeight } = this.options;
    const value = tidy(() => {
      const centered = centeredTargets(targets, this.heatmapSide, scale);
      const error = heatmapCrossEntropy(parallel, centered.cells, centered.visible);
      return tf.mul<tf.Scalar>(error, parallelWeight);
    });
    return [pose, { name: 'parallel', value }];
  }

  /** The estimator's heatmaps with a gradient by their input alone: the parallel branch's layers are frozen. */
  private frozenLogits(person: RoiMap): Heatmaps {
    return recomputed({ person }, [], (input) => ({
      logits: this.estimator.forward(input.person, null).logits,
    })).logits;
  }
}

/** A transform from the frame of a larger box as one from the frame of the person's box, [R,6]. */
function ofBox(transform: Tensor2D, scale: number): Tensor2D {
  const factor = 1 / scale;
  return tf.mul<Tensor2D>(transform, tf.tensor2d([[factor, factor, 1, factor, factor, 1]]));
}

function withoutProposal(scale: number): TurboHoiError {
  return new TurboHoiError(
    'config',
    'initialPose: kind "rmpe" reads the features of a larger box around each person, but roi.context is null. ' +
      `Set roi.context to { scale: ${scale}, minAspect: 0 }.`,
  );
}
