import {
  type AttentionMask,
  creatorOf,
  type ForwardContext,
  type HoiGuidedPose,
  type NamedLoss,
  type ParameterScope,
  type PoseFeatures,
  type PoseInput,
  type PoseOutput,
  type PoseTargets,
  type StageDims,
  TurboHoiError,
} from '@turbo-hoi/core';
import { assertBroadcasts, heatmapCrossEntropy, tidy } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import {
  blockHeatmapSide,
  KeypointBlock,
  type KeypointBlockOptions,
} from '../keypoint-block/keypoint-block';

/** HOI-guided pose estimation: p = Att · f_k (Eq. 5), then the keypoint block. */
export class MaskedKeypointPose implements HoiGuidedPose {
  readonly channels: number;
  readonly heatmapSide: number;
  private readonly block: KeypointBlock;
  private readonly skip: boolean;
  private readonly maskName: string;

  /**
   * @param mask null if HOI is switched off
   * @throws TurboHoiError `config` for a skip from a stage of another width
   */
  constructor(
    parameters: ParameterScope,
    options: KeypointBlockOptions,
    dims: StageDims,
    private readonly mask: AttentionMask | null,
  ) {
    if (options.skip) checkSkip(options, dims);
    const input = dims.previousPoseChannels + dims.keypoints;
    this.block = new KeypointBlock(parameters, options, input, dims.keypoints);
    this.channels = this.block.channels;
    this.heatmapSide = blockHeatmapSide(dims.side);
    this.skip = options.skip;
    this.maskName = `stages[${dims.stage - 1}] (stage ${dims.stage}): mask${creatorOf(mask)}`;
  }

  forward({ roi, pose, hoi, fields }: PoseInput, context: ForwardContext): PoseOutput {
    return tidy(() => {
      const map = tf.concat([pose.mid, pose.coarse], 3);
      const attention =
        hoi && this.mask ? this.mask.attend({ hoi, roi, pose, fields }, context) : null;
      if (attention) assertBroadcasts(attention, map.shape, this.maskName);
      const modulated = attention ? tf.mul(attention, map) : map;
      const features = this.block.forward(modulated as tf.Tensor4D, this.skip ? pose.mid : null);
      return { features, attention };
    });
  }

  loss({ logits, logTotal }: PoseFeatures, { cells, visible }: PoseTargets): NamedLoss[] {
    return [{ name: 'pose', value: heatmapCrossEntropy(logits, cells, visible, logTotal) }];
  }
}

function checkSkip({ channels }: KeypointBlockOptions, dims: StageDims): void {
  const { stage, previousPoseChannels } = dims;
  if (channels === previousPoseChannels) return;
  throw new TurboHoiError(
    'config',
    `stages[${stage - 1}].pose (stage ${stage}): skip adds the P_mid of the previous stage, which has ${previousPoseChannels} channels, ` +
      `but channels is ${channels}. Set channels to ${previousPoseChannels}, or skip to false.`,
  );
}
