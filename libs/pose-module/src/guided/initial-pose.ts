import type { NamedLoss, ParameterScope, PoseFeatures, PoseTargets, RoiMap } from '@turbo-hoi/core';
import { heatmapCrossEntropy } from '@turbo-hoi/nn';
import { KeypointBlock, type KeypointBlockOptions } from '../keypoint-block/keypoint-block';

/** Stage 0: f_k^0 from F by a keypoint block, Mask R-CNN's keypoint branch. */
export class InitialPose {
  readonly channels: number;
  private readonly block: KeypointBlock;

  constructor(
    parameters: ParameterScope,
    options: Omit<KeypointBlockOptions, 'skip'>,
    roiChannels: number,
    keypoints: number,
  ) {
    this.block = new KeypointBlock(parameters, { ...options, skip: false }, roiChannels, keypoints);
    this.channels = this.block.channels;
  }

  /** F [R,S,S,C] → f_k^0. */
  forward(roi: RoiMap): PoseFeatures {
    return this.block.forward(roi, null);
  }

  loss({ logits, logTotal }: PoseFeatures, { cells, visible }: PoseTargets): NamedLoss[] {
    return [{ name: 'pose', value: heatmapCrossEntropy(logits, cells, visible, logTotal) }];
  }
}
