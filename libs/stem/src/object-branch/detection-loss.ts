import type { DetectionTargets, NamedLoss, ObjectFeatures } from '@turbo-hoi/core';
import { boxRegressionLoss, softmaxCrossEntropy } from '@turbo-hoi/nn';

/**
 * L_det of Eq. 6 for any object branch: torchvision's `fastrcnn_loss` over the valid rows.
 *
 * @param beta error at which smooth L1 changes from quadratic to linear
 */
export function detectionLoss(
  { classLogits, deltas }: ObjectFeatures,
  targets: DetectionTargets,
  beta: number,
): NamedLoss[] {
  const { classes, valid } = targets;
  return [
    { name: 'class', value: softmaxCrossEntropy(classLogits, classes, valid) },
    { name: 'box', value: boxRegressionLoss(deltas, targets.deltas, classes, valid, beta) },
  ];
}
