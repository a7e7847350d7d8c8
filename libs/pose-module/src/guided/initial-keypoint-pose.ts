import type {
  InitialPose,
  InitialPoseInput,
  NamedLoss,
  ParameterScope,
  PoseFeatures,
  PoseTargets,
  StageDims,
} from '@turbo-hoi/core';
import { heatmapCrossEntropy } from '@turbo-hoi/nn';
import {
  blockHeatmapSide,
  KeypointBlock,
  type KeypointBlockOptions,
} from '../keypoint-block/keypoint-block';

/** Stage 0 (ADR-0001): computes f_k^0 from F by a keypoint block, Mask R-CNN's keypoint branch. */
export class InitialKeypointPose implements InitialPose {
  readonly channels: number;
  readonly heatmapSide: number;
  private readonly block: KeypointBlock;

  constructor(
    parameters: ParameterScope,
    options: Omit<KeypointBlockOptions, 'skip'>,
    { roiChannels, keypoints, side }: Pick<StageDims, 'roiChannels' | 'keypoints' | 'side'>,
  ) {
    this.block = new KeypointBlock(parameters, { ...options, skip: false }, roiChannels, keypoints);
    this.channels = this.block.channels;
    this.heatmapSide = blockHeatmapSide(side);
  }

  forward({ roi }: Pick<InitialPoseInput, 'roi'>): PoseFeatures {
    return this.block.forward(roi, null);
  }

  loss({ logits, logTotal }: PoseFeatures, { cells, visible }: PoseTargets): NamedLoss[] {
    return [{ name: 'pose', value: heatmapCrossEntropy(logits, cells, visible, logTotal) }];
  }
}
