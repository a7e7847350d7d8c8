import { createRng, type DetectionTargets } from '@turbo-hoi/core';
import { ParameterStore } from '@turbo-hoi/nn';
import { expectNoLeak } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { ResidualObjectBranch } from './object-branch';

const CLASSES = 3;

const build = () => {
  const parameters = new ParameterStore(createRng(0));
  const options = { blocks: 1, groups: 2, beta: 1 };
  return {
    parameters,
    branch: new ResidualObjectBranch(parameters.scope('object_branch'), options, 4, CLASSES),
  };
};

const roi = (count: number) => tf.randomNormal<tf.Rank.R4>([count, 3, 3, 4], 0, 1, 'float32', 7);

const targets = (classes: number[], valid: number[]): DetectionTargets => ({
  classes: tf.tensor1d(classes, 'int32'),
  valid: tf.tensor1d(valid),
  deltas: tf.ones([classes.length, 4]),
});

test('scores background and every class, with a box for every class', () => {
  const { classLogits, deltas } = build().branch.forward(roi(5));
  expect([classLogits.shape, deltas.shape]).toEqual([
    [5, 1 + CLASSES],
    [5, 4 * CLASSES],
  ]);
});

test('names its outputs as torchvision does', () => {
  const names = [...build().parameters.entries().keys()];
  expect(names).toEqual(
    expect.arrayContaining(['object_branch.cls_score.weight', 'object_branch.bbox_pred.bias']),
  );
});

test('background is classified but not regressed', () => {
  const { branch } = build();
  const { classification, regression } = branch.loss(
    branch.forward(roi(2)),
    targets([0, 0], [1, 1]),
  );
  expect(classification.dataSync()[0]).toBeGreaterThan(0);
  expect(regression.dataSync()[0]).toBe(0);
});

test('rows that are no proposals count nothing', () => {
  const { branch } = build();
  const features = branch.forward(roi(3));
  const read = (t: DetectionTargets) => {
    const { classification, regression } = branch.loss(features, t);
    return [classification.dataSync()[0], regression.dataSync()[0]];
  };
  expect(read(targets([1, 2, 3], [1, 1, 0]))).toEqual(read(targets([1, 2, 0], [1, 1, 0])));
});

test('without any proposal both losses are 0', () => {
  const { branch } = build();
  const { classification, regression } = branch.loss(branch.forward(roi(1)), targets([2], [0]));
  expect([classification.dataSync()[0], regression.dataSync()[0]]).toEqual([0, 0]);
});

test('leaves no tensor behind', () => {
  const { branch } = build();
  const [input, wanted] = [roi(2), targets([1, 0], [1, 1])];
  expectNoLeak(() => {
    const features = branch.forward(input);
    const loss = branch.loss(features, wanted);
    return { features, loss };
  });
});
