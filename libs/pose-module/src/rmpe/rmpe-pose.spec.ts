import { createRng, type PoseTargets, type StageDims } from '@turbo-hoi/core';
import { ParameterStore } from '@turbo-hoi/nn';
import { expectClose, expectNoLeak } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { KeypointBlock } from '../keypoint-block/keypoint-block';
import { centeredTargets } from './centered-targets';
import { RmpePose } from './rmpe-pose';

const SIDE = 4;
const block = {
  convs: 1,
  channels: 4,
  deconvChannels: 3,
  outputKernel: 1,
  groups: 0,
} as const;
const dims = {
  side: SIDE,
  keypoints: 2,
  roiChannels: 3,
  contextChannels: 3,
} as StageDims;
const training = { training: true };

function build(changes: object = {}, size: Partial<StageDims> = {}) {
  const parameters = new ParameterStore(createRng(3));
  const options = { ...block, scale: 1.3, localisation: 5, parallelWeight: 1, ...changes };
  return { parameters, pose: new RmpePose(parameters, options, { ...dims, ...size }) };
}

const proposal = (rois = 2) =>
  tf.randomNormal<tf.Rank.R4>([rois, SIDE, SIDE, 3], 0, 1, 'float32', 2);
const targets: PoseTargets = {
  cells: tf.tensor2d([5, 200, 143, 0], [2, 2], 'int32'),
  visible: tf.tensor2d([1, 1, 1, 0], [2, 2]),
};

test.each([1, 3])('predicts poses of %d people', (rois) => {
  const { mid, logits, coarse, joints } = build().pose.forward(
    { context: proposal(rois) },
    training,
  );
  expect([mid, logits, coarse, joints].map(({ shape }) => shape)).toEqual([
    [rois, SIDE, SIDE, 4],
    [rois, 16, 16, 2],
    [rois, SIDE, SIDE, 2],
    [rois, 6],
  ]);
});

test('at the identity and a scale of 1 it is the keypoint block', () => {
  const { pose, parameters } = build({ scale: 1 });
  parameters
    .entries()
    .get('localisation.theta.weight')!
    .assign(tf.zeros([5, 6]));
  const plain = new KeypointBlock(parameters.scope('plain'), { ...block, skip: false }, 3, 2);
  for (const [name, value] of parameters.entries()) {
    if (name.startsWith('plain.')) value.assign(parameters.entries().get(name.slice(6))!);
  }
  const map = proposal();
  const found = pose.forward({ context: map }, training);
  const expected = plain.forward(map, null);
  expectClose(found.logits, expected.logits.dataSync());
  expectClose(found.mid, expected.mid.dataSync());
});

test('the parallel loss trains the localisation network alone, the pose loss everything', () => {
  const { pose, parameters } = build();
  const map = proposal();
  const trained = (index: number) => {
    const { grads } = tf.variableGrads(
      () => pose.loss(pose.forward({ context: map }, training), targets)[index].value,
      [...parameters.entries().values()],
    );
    return [...parameters.entries()]
      .filter(([, { name }]) => grads[name] && tf.max(tf.abs(grads[name])).dataSync()[0] > 0)
      .map(([name]) => name);
  };
  expect(trained(0)).toEqual([...parameters.entries().keys()]);
  expect(trained(1).every((name) => name.startsWith('localisation.'))).toBe(true);
  expect(trained(1)).toContain('localisation.theta.bias');
});

test('has the parallel loss in training only, and only with a weight', () => {
  const names = (changes: object, isTraining: boolean) => {
    const { pose } = build(changes);
    const features = pose.forward({ context: proposal() }, { training: isTraining });
    return pose.loss(features, targets).map(({ name }) => name);
  };
  expect(names({}, true)).toEqual(['pose', 'parallel']);
  expect(names({}, false)).toEqual(['pose']);
  expect(names({ parallelWeight: 0 }, true)).toEqual(['pose']);
});

test('asks for the larger box', () => {
  expect(() => build({}, { contextChannels: 0 })).toThrow(
    'Set roi.context to { scale: 1.3, minAspect: 0 }.',
  );
});

test('leaves no tensor behind', () => {
  const { pose } = build();
  const map = proposal();
  expectNoLeak(() => {
    const { mid, logits, coarse, joints, logTotal, parallel } = pose.forward(
      { context: map },
      training,
    );
    return [mid, logits, coarse, joints, logTotal!, parallel!];
  });
});

describe('center-located targets', () => {
  it('move the middle of the labelled keypoints to the middle of the map', () => {
    // Of 8 × 8 cells: (1, 2) and (3, 4), whose middle is (2.5, 3.5) in cells from the edge.
    const cells = tf.tensor2d([2 * 8 + 1, 4 * 8 + 3, 63], [1, 3], 'int32');
    const found = centeredTargets({ cells, visible: tf.tensor2d([[1, 1, 0]]) }, 8, 1);
    expect([...found.cells.dataSync()].slice(0, 2)).toEqual([3 * 8 + 3, 5 * 8 + 5]);
    expect([...found.visible.dataSync()]).toEqual([1, 1, 0]);
  });

  it('shrink with a larger map', () => {
    const cells = tf.tensor2d([0, 63], [1, 2], 'int32');
    const found = centeredTargets({ cells, visible: tf.ones([1, 2]) }, 8, 2);
    expect([...found.cells.dataSync()]).toEqual([2 * 8 + 2, 5 * 8 + 5]);
  });

  it('have nothing visible where nothing is labelled', () => {
    const cells = tf.tensor2d([0, 63], [1, 2], 'int32');
    const found = centeredTargets({ cells, visible: tf.zeros([1, 2]) }, 8, 1);
    expect([...found.visible.dataSync()]).toEqual([0, 0]);
  });
});
