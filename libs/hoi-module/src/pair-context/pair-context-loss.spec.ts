import type { HoiFeatures } from '@turbo-hoi/core';
import { checkGradients, expectClose, expectNoLeak } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import type { Tensor2D } from '@tensorflow/tfjs';
import { pairContextLoss } from './pair-context-loss';

// Two people, three pairs of which the last belongs to person 1; columns: without a role, with one.
const hasRole = tf.tensor1d([0, 1]);
const targets = {
  labels: tf.tensor2d([
    [1, 1],
    [0, 1],
  ]),
  annotated: tf.tensor1d([1, 1]),
  offsets: tf.zeros<tf.Rank.R2>([2, 8]),
  located: tf.zeros<tf.Rank.R2>([2, 2]),
  pairs: {
    labels: tf.tensor2d([
      [0, 1],
      [0, 0],
      [0, 0],
    ]),
    valid: tf.tensor1d([1, 1, 1]),
  },
};
const logits = tf.tensor2d([
  [0.5, 1],
  [-1, 2],
  [0.3, -0.7],
]);
const seen = tf.tensor2d([
  [0, 1],
  [0, 1],
  [0, 0],
]);
const ofPeople = tf.tensor2d([
  [2, -1],
  [0.5, 0],
]);

function losses(pairs: tf.Tensor, actions: tf.Tensor, absent: tf.Tensor, changes: object = {}) {
  const features = {
    out: { actions, absent },
    carry: { logits: pairs, seen, person: tf.tensor1d([0, 0, 1], 'int32') },
  } as unknown as HoiFeatures;
  const weights = { actionWeight: 0.1, absentWeight: 0.05 };
  return pairContextLoss(features, { ...targets, ...changes }, weights, hasRole);
}

const softplus = (x: number) => Math.log(1 + Math.exp(x));

it('sums over seen pairs, people and roles that are done, divided by the positives', () => {
  const found = losses(logits, ofPeople, ofPeople);
  expect(found.map(({ name, weight }) => [name, weight])).toEqual([
    ['pair', undefined],
    ['action', 0.1],
    ['absent', 0.05],
  ]);
  const [pair, action, absent] = found.map(({ value }) => value.dataSync()[0]);
  expectClose([pair], [softplus(1) - 1 + softplus(2)]);
  const people = softplus(2) - 2 + softplus(-1) + 1 + softplus(0.5) + softplus(0);
  expectClose([action], [people / 3]);
  // Person 0 has a pair for its role, person 1 has none.
  expectClose([absent], [softplus(-1) + softplus(0)]);
});

it('people whose actions are not annotated, and their pairs, cost nothing', () => {
  const changes = {
    annotated: tf.tensor1d([0, 0]),
    pairs: { ...targets.pairs, valid: tf.tensor1d([0, 0, 0]) },
  };
  const values = losses(logits, ofPeople, ofPeople, changes).map(
    ({ value }) => value.dataSync()[0],
  );
  expect(values).toEqual([0, 0, 0]);
});

it('has only the loss of actions without targets of pairs', () => {
  const names = losses(logits, ofPeople, ofPeople, { pairs: undefined }).map(({ name }) => name);
  expect(names).toEqual(['action']);
});

it('has correct gradients by finite differences', () => {
  checkGradients(
    (pairs, actions, absent) =>
      tf.addN(losses(pairs, actions, absent).map(({ value }, i) => tf.mul(value, i + 1))),
    [logits, ofPeople, tf.neg(ofPeople)],
    { absolute: 2e-3 },
  );
});

it('is 0 without pairs and people', () => {
  const nothing = tf.zeros<tf.Rank.R2>([0, 2]);
  const features = {
    out: { actions: nothing, absent: nothing },
    carry: { logits: nothing, seen: nothing, person: tf.tensor1d([], 'int32') },
  } as unknown as HoiFeatures;
  const empty = {
    labels: nothing as Tensor2D,
    annotated: tf.tensor1d([]),
    offsets: tf.zeros<tf.Rank.R2>([0, 8]),
    located: nothing,
    pairs: { labels: nothing, valid: tf.tensor1d([]) },
  };
  const weights = { actionWeight: 1, absentWeight: 1 };
  const found = pairContextLoss(features, empty, weights, hasRole);
  expect(found.map(({ value }) => value.dataSync()[0])).toEqual([0, 0, 0]);
});

it('does not leak', () => {
  expectNoLeak(() => tf.tidy(() => losses(logits, ofPeople, ofPeople)[2].value));
});
