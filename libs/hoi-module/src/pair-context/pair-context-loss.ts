import {
  ABSENT_LOGITS,
  ACTION_LOGITS,
  type HoiFeatures,
  type HoiTargets,
  type NamedLoss,
} from '@turbo-hoi/core';
import { segmentSum } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs';

/** In `carry`: the pairs' logits without the mask of unseen classes, [P,A]. */
export const PAIR_LOGITS = 'logits';
/** In `carry`: [P] int32, the person of each pair. */
export const PAIR_PERSON = 'person';
/** In `carry`: [P,A], 1 where the training split shows the pair's object class for the action. */
export const PAIR_SEEN = 'seen';

export interface PairLossWeights {
  readonly actionWeight: number;
  readonly absentWeight: number;
}

/**
 * Binary cross-entropy of pairs, of people's actions, and of roles whose object is missing, each summed and divided by the number of
 * positives.
 *
 * @param hasRole [A], 1 for columns with a role
 */
export function pairContextLoss(
  { out, carry = {} }: HoiFeatures,
  { labels, annotated, pairs }: HoiTargets,
  { actionWeight, absentWeight }: PairLossWeights,
  hasRole: Tensor1D,
): NamedLoss[] {
  const rowWeight = tf.reshape(annotated, [-1, 1]);
  const action = positivesMean(out[ACTION_LOGITS], labels, rowWeight);
  const own = [{ name: 'action', value: action, weight: actionWeight }];
  if (!pairs) return own;
  const weight = tf.mul(tf.reshape(pairs.valid, [-1, 1]), carry[PAIR_SEEN]);
  const pair = positivesMean(carry[PAIR_LOGITS] as Tensor2D, pairs.labels, weight);
  const [people] = labels.shape;
  const found = segmentSum(pairs.labels, carry[PAIR_PERSON] as Tensor1D, people);
  const missing = tf.cast(tf.equal(found, 0) as Tensor2D, 'float32');
  const asked = tf.mul(labels, hasRole);
  // A role's object can only be missing where the person does the action.
  const absent = positivesMean(out[ABSENT_LOGITS], missing, tf.mul(asked, rowWeight));
  return [
    { name: 'pair', value: pair },
    ...own,
    { name: 'absent', value: absent, weight: absentWeight },
  ];
}

/** Σ weight · BCE / max(1, number of positive labels with a weight). */
function positivesMean(logits: Tensor2D, labels: Tensor2D, weight: Tensor): Scalar {
  const loss = tf.sub(tf.softplus(logits), tf.mul(logits, labels));
  const positives = tf.sum(tf.mul(labels, tf.cast<Tensor>(tf.greater(weight, 0), 'float32')));
  return tf.div<Scalar>(tf.sum(tf.mul(loss, weight)), tf.maximum(positives, 1));
}
