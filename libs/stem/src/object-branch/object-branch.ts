import type {
  DetectionLoss,
  DetectionTargets,
  ObjectBranch,
  ObjectFeatures,
  ParameterScope,
  RoiMap,
} from '@turbo-hoi/core';
import { boxRegressionLoss, Linear, normal, softmaxCrossEntropy, tidy } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import { ResidualBlock } from '../small/blocks';

export interface ResidualObjectBranchOptions {
  /** Residual blocks before pooling; the paper has 3. */
  readonly blocks: number;
  readonly groups: number;
  /** Where smooth L1 turns from square to linear. */
  readonly beta: number;
}

/** Residual blocks, mean over the region, one output layer each for class and box: L_det of Eq. 6. */
export class ResidualObjectBranch implements ObjectBranch {
  private readonly blocks: readonly ResidualBlock[];
  private readonly score: Linear;
  private readonly delta: Linear;

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
    // Names and initial spread as torchvision's FastRCNNPredictor and Faster R-CNN's paper.
    this.score = new Linear(parameters.scope('cls_score'), {
      in: channels,
      out: 1 + classes,
      initializer: normal(0.01),
    });
    this.delta = new Linear(parameters.scope('bbox_pred'), {
      in: channels,
      out: 4 * classes,
      initializer: normal(0.001),
    });
  }

  forward(roi: RoiMap): ObjectFeatures {
    return tidy(() => {
      const map = this.blocks.reduce((x, block) => block.forward(x), roi);
      const pooled = tf.mean(map, [1, 2]) as tf.Tensor2D;
      return { classLogits: this.score.forward(pooled), deltas: this.delta.forward(pooled) };
    });
  }

  loss(features: ObjectFeatures, targets: DetectionTargets): DetectionLoss {
    return tidy(() => ({
      classification: softmaxCrossEntropy(features.classLogits, targets.classes, targets.valid),
      regression: boxRegressionLoss(
        features.deltas,
        targets.deltas,
        targets.classes,
        targets.valid,
        this.options.beta,
      ),
    }));
  }
}
