import type {
  DetectionTargets,
  NamedLoss,
  ObjectBranch,
  ObjectFeatures,
  ParameterScope,
  RoiForm,
  RoiMap,
} from '@turbo-hoi/core';
import { tidy } from '@turbo-hoi/nn';
import type { BoxHead } from '../faster-rcnn/heads/box-head';
import { BoxPredictor } from '../faster-rcnn/heads/box-predictor';
import { detectionLoss } from './detection-loss';

export interface RcnnObjectBranchOptions {
  /** Number of classes of the data set, without the background. */
  readonly classes: number;
  /** Whether RoIAlign is half-pixel corrected. */
  readonly aligned: boolean;
  /** Error at which smooth L1 changes from quadratic to linear. */
  readonly beta: number;
}

/**
 * The second stage of Faster R-CNN as object branch: a box head and two output layers, named `box_head` and
 * `box_predictor` as in torchvision's `roi_heads`; unlike there the background has no deltas.
 */
export class RcnnObjectBranch implements ObjectBranch {
  readonly roi: RoiForm;
  private readonly head: BoxHead;
  private readonly predictor: BoxPredictor;

  constructor(
    parameters: ParameterScope,
    createHead: (parameters: ParameterScope) => BoxHead,
    private readonly options: RcnnObjectBranchOptions,
  ) {
    const { classes, aligned } = options;
    this.head = createHead(parameters.scope('box_head'));
    this.roi = { side: this.head.side, aligned };
    this.predictor = new BoxPredictor(parameters.scope('box_predictor'), this.head.width, {
      classes: 1 + classes,
      regressed: classes,
    });
  }

  forward(roi: RoiMap): ObjectFeatures {
    return tidy(() => this.predictor.forward(this.head.forward(roi)));
  }

  loss(features: ObjectFeatures, targets: DetectionTargets): NamedLoss[] {
    return detectionLoss(features, targets, this.options.beta);
  }
}
