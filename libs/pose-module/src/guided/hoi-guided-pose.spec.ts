import {
  type AttentionMask,
  createRng,
  type HoiFeatures,
  POSE_MODULES,
  type PoseFeatures,
  selectPlugin,
  type StageDims,
} from '@turbo-hoi/core';
import { ParameterStore } from '@turbo-hoi/nn';
import { expectClose, expectNoLeak } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { Container } from 'inversify';
import { poseFeatures } from '../heatmap/pose-features';
import { poseModule } from '../pose.module';
import { InitialKeypointPose } from './initial-keypoint-pose';

const block = { convs: 2, channels: 4, deconvChannels: 3, outputKernel: 3, groups: 2 } as const;
const dims: StageDims = {
  stage: 1,
  side: 3,
  roiChannels: 8,
  contextChannels: 0,
  keypoints: 2,
  actions: 2,
  previousPoseChannels: 4,
  previousHeatmapSide: 12,
  previousMessageWidth: 0,
};

const flat = (weight: number): AttentionMask => ({ attend: () => tf.fill([1, 1, 1, 1], weight) });

function build(mask: AttentionMask | null, options: object = {}, changes: Partial<StageDims> = {}) {
  const container = new Container();
  container.load(poseModule);
  const config = { kind: 'hoi-guided', ...block, ...options };
  return selectPlugin(container, POSE_MODULES, config, 'pose').create({
    parameters: new ParameterStore(createRng(0)),
    dims: { ...dims, ...changes },
    mask,
  });
}

const initial = (options: object = {}) =>
  new InitialKeypointPose(new ParameterStore(createRng(1)), { ...block, ...options }, dims);

const roi = (rois: number) => tf.randomNormal<tf.Rank.R4>([rois, 3, 3, 8], 0, 1, 'float32', 2);
const hoi = {} as HoiFeatures;
const context = { training: false, rng: createRng(0), valid: null };

const pose = (rois = 2): PoseFeatures => initial().forward({ roi: roi(rois) });

test.each([1, 5])('stage 0 predicts poses of %d rois from F alone', (rois) => {
  const { mid, logits, coarse, joints } = pose(rois);
  expect([mid.shape, logits.shape, coarse.shape, joints.shape]).toEqual([
    [rois, 3, 3, 4],
    [rois, 12, 12, 2],
    [rois, 3, 3, 2],
    [rois, 6],
  ]);
});

test('P_mid is the output of the last convolution after ReLU', () => {
  expect(tf.min(pose().mid).dataSync()[0]).toBeGreaterThanOrEqual(0);
});

test('a mask of ones equals no mask', () => {
  const given = { roi: roi(2), pose: pose(), hoi, fields: {} };
  const masked = build(flat(1)).forward(given, context);
  const free = build(null).forward(given, context);
  expectClose(masked.features.logits, free.features.logits.dataSync());
  expect(free.attention).toBeNull();
});

test('refuses a mask that does not broadcast, and names it', () => {
  const mask: AttentionMask = { attend: () => tf.ones([2, 2, 3, 1]) };
  expect(() =>
    build(mask).forward({ roi: roi(2), pose: pose(), hoi, fields: {} }, context),
  ).toThrow('stages[0] (stage 1): mask: got [2,2,3,1]; expected [2,3,3,6], or 1 in any dimension.');
});

test('a mask of zeros removes the previous pose except for the skip', () => {
  const logits = (given: PoseFeatures, skip: boolean) =>
    build(flat(0), { skip }).forward({ roi: roi(2), pose: given, hoi, fields: {} }, context)
      .features.logits;
  const [a, b] = [pose(), initial().forward({ roi: tf.mul(roi(2), -1) })];
  expectClose(logits(a, false), logits(b, false).dataSync());
  expect(() => expectClose(logits(a, true), logits(b, true).dataSync())).toThrow();
});

test('does not modulate if HOI is switched off', () => {
  const { attention } = build(flat(0.5)).forward(
    { roi: roi(2), pose: pose(), hoi: null, fields: {} },
    context,
  );
  expect(attention).toBeNull();
});

test('the skip adds P_mid of the previous stage', () => {
  const before = pose();
  const mid = (skip: boolean) =>
    build(flat(0.5), { skip }).forward({ roi: roi(2), pose: before, hoi, fields: {} }, context)
      .features.mid;
  expectClose(mid(true), tf.add(mid(false), before.mid).dataSync());
});

test('without normalisation convolutions have a bias, with it they have none', () => {
  const names = (groups: number) => {
    const parameters = new ParameterStore(createRng(0));
    new InitialKeypointPose(parameters, { ...block, groups }, dims);
    return [...parameters.entries().keys()];
  };
  expect(names(0)).toContain('conv_fcn1.bias');
  expect(names(0)).not.toContain('norm1.weight');
  expect(names(2)).not.toContain('conv_fcn1.bias');
  expect(names(2)).toContain('norm1.weight');
});

describe('the loss', () => {
  const targets = (visible: number[]) => ({
    cells: tf.tensor2d([5, 20, 143, 0], [2, 2], 'int32'),
    visible: tf.tensor2d(visible, [2, 2]),
  });
  const even = poseFeatures(pose().mid, tf.zeros<tf.Rank.R4>([2, 12, 12, 2]));

  it('of a uniform heatmap is the logarithm of its number of cells', () => {
    const [loss] = build(null).loss(even, targets([1, 1, 1, 1]));
    expect(loss.name).toBe('pose');
    expect(loss.value.dataSync()[0]).toBeCloseTo(Math.log(144), 5);
  });

  it('ignores invisible keypoints', () => {
    const module = build(null);
    const some = pose();
    const loss = (visible: number[], cells: number[]) =>
      module
        .loss(some, { ...targets(visible), cells: tf.tensor2d(cells, [2, 2], 'int32') })[0]
        .value.dataSync()[0];
    expect(loss([1, 0, 0, 1], [5, 20, 30, 7])).toBe(loss([1, 0, 0, 1], [5, 99, 0, 7]));
  });

  it('is 0, with zero gradients, if no keypoint is visible', () => {
    const module = build(null);
    const loss = (features: PoseFeatures) => module.loss(features, targets([0, 0, 0, 0]))[0].value;
    const gradient = tf.grad((logits) => loss(poseFeatures(even.mid, logits as tf.Tensor4D)))(
      even.logits,
    );
    expect(loss(even).dataSync()[0]).toBe(0);
    expect(tf.max(tf.abs(gradient)).dataSync()[0]).toBe(0);
  });
});

test('leaves no tensor behind', () => {
  const module = build(flat(0.5));
  const given = { roi: roi(2), pose: pose(), hoi, fields: {} };
  expectNoLeak(() => module.forward(given, context));
});

test('refuses a skip from a stage of another width', () => {
  const wider = { previousPoseChannels: 6 };
  expect(() => build(null, {}, wider)).toThrow(
    expect.objectContaining({
      kind: 'config',
      message: expect.stringMatching(/stages\[0\]\.pose \(stage 1\): skip .* 6 channels.* is 4/),
    }),
  );
  const module = build(null, { skip: false }, wider);
  const before = new InitialKeypointPose(
    new ParameterStore(createRng(1)),
    { ...block, groups: 0, channels: 6 },
    dims,
  );
  const given = { roi: roi(1), pose: before.forward({ roi: roi(1) }), hoi, fields: {} };
  expect(module.forward(given, context).features.mid.shape).toEqual([1, 3, 3, 4]);
});

test('groups must divide the channels', () => {
  expect(() => build(null, { groups: 3 })).toThrow(/pose\.groups: expected a divisor of channels/);
});
