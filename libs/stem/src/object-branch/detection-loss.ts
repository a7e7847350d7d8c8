import type { DetectionLoss, DetectionTargets, ObjectFeatures } from '@turbo-hoi/core';
import { boxRegressionLoss, softmaxCrossEntropy, tidy } from '@turbo-hoi/nn';

/**
 * L_det of Eq. 6 for any object branch: torchvision's `fastrcnn_loss` over the rows that are proposals.
 *
 * @param beta where smooth L1 turns from square to linear
 */
export function detectionLoss(
  { classLogits, deltas }: ObjectFeatures,
  targets: DetectionTargets,
  beta: number,
): DetectionLoss {
  const { classes, valid } = targets;
  return tidy(() => ({
    classification: softmaxCrossEntropy(classLogits, classes, valid),
    regression: boxRegressionLoss(deltas, targets.deltas, classes, valid, beta),
  }));
}
