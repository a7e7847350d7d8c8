import {
  ACTION_LOGITS,
  type HoiFeatures,
  type HoiTargets,
  type NamedLoss,
  type PairTargets,
  TARGET_OFFSETS,
} from '@turbo-hoi/core';
import { binaryCrossEntropy, smoothL1, tidy } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor1D } from '@tensorflow/tfjs';
import type { InteractNetOptions } from './interactnet-options';

/** Binary cross-entropy of people's actions and of positive pairs' actions, and smooth L1 of annotated targets. */
export function interactNetLoss(
  { out, pairs }: HoiFeatures,
  { labels, annotated, offsets, located, pairs: pairTargets }: HoiTargets,
  { actionLoss, actionWeight, targetWeight, pairWeight, beta }: InteractNetOptions,
): NamedLoss[] {
  const overColumns = actionLoss === 'sum' ? labels.shape[1] : 1;
  const losses = [
    {
      name: 'action',
      value: binaryCrossEntropy(out[ACTION_LOGITS], labels, annotated),
      weight: overColumns * actionWeight,
    },
    {
      name: 'target',
      value: smoothL1(out[TARGET_OFFSETS], offsets, located, beta),
      weight: targetWeight,
    },
  ];
  if (!pairs || !pairTargets) return losses;
  const value = binaryCrossEntropy(
    pairs[ACTION_LOGITS],
    pairTargets.labels,
    positivePairs(pairTargets),
  );
  return [...losses, { name: 'pair', value, weight: overColumns * pairWeight }];
}

/** [P], 1 for pairs with an action: the interaction branch learns from no others. */
function positivePairs({ labels, valid }: PairTargets): Tensor1D {
  return tidy(() => tf.mul<Tensor1D>(valid, tf.max(labels, 1)));
}
