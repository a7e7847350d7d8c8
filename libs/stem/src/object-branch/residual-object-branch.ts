import type {
  DetectionTargets,
  NamedLoss,
  ObjectBranch,
  ObjectFeatures,
  ParameterScope,
  RoiMap,
} from '@turbo-hoi/core';
import { spatialMean, tidy } from '@turbo-hoi/nn';
import { BoxPredictor } from '../faster-rcnn/heads/box-predictor';
import { ResidualBlock } from '../small/blocks';
import { detectionLoss } from './detection-loss';

export interface ResidualObjectBranchOptions {
  /** Residual blocks before pooling; the paper has 3. */
  readonly blocks: number;
  readonly groups: number;
  /** Error at which smooth L1 changes from quadratic to linear. */
  readonly beta: number;
}

/** Residual blocks, mean over the region, and one output layer each for classes and box deltas. */
export class ResidualObjectBranch implements ObjectBranch {
  private readonly blocks: readonly ResidualBlock[];
  private readonly predictor: BoxPredictor;

  constructor(
    parameters: ParameterScope,
    private readonly options: ResidualObjectBranchOptions,
    channels: number,
    classes: number,
  ) {
    this.blocks = Array.from(
      { length: options.blocks },
      (_, i) =>
        new ResidualBlock(parameters.scope(`blocks.${i}`), { channels, groups: options.groups }),
    );
    this.predictor = new BoxPredictor(parameters, channels, {
      classes: 1 + classes,
      regressed: classes,
    });
  }

  forward(roi: RoiMap): ObjectFeatures {
    return tidy(() => {
      const map = this.blocks.reduce((x, block) => block.forward(x), roi);
      return this.predictor.forward(spatialMean(map));
    });
  }

  loss(features: ObjectFeatures, targets: DetectionTargets): NamedLoss[] {
    return detectionLoss(features, targets, this.options.beta);
  }
}
