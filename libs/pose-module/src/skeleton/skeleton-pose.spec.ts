import {
  type AttentionMask,
  createRng,
  type HoiFeatures,
  INITIAL_POSES,
  POSE_MODULES,
  type PoseFeatures,
  selectPlugin,
  type StageDims,
} from '@turbo-hoi/core';
import { ParameterStore } from '@turbo-hoi/nn';
import { checkGradients, expectClose, expectNoLeak } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { Container } from 'inversify';
import { poseModule } from '../pose.module';
import { POINT_HEATMAP_SIDE } from './skeleton-features';

const K = 2;
const dims: StageDims = {
  stage: 1,
  side: 1,
  roiChannels: 3,
  contextChannels: 0,
  keypoints: K,
  actions: 2,
  previousPoseChannels: 4,
  previousHeatmapSide: POINT_HEATMAP_SIDE,
  previousMessageWidth: 0,
};
const container = new Container();
container.load(poseModule);

const context = (training = false) => ({ training, rng: createRng(0), valid: null });
const mask: AttentionMask = { attend: () => tf.fill([1, 1, 1, 4 + K], 0.5) };
const hoi = {} as HoiFeatures;

function build(options: object = {}, changes: Partial<StageDims> = {}, attention = mask) {
  const config = { kind: 'skeleton', channels: 4, hidden: 5, ...options };
  const parameters = new ParameterStore(createRng(3));
  const pose = selectPlugin(container, POSE_MODULES, config, 'stages[0].pose').create({
    parameters,
    dims: { ...dims, ...changes },
    mask: attention,
  });
  // Initially 0.
  const change = parameters.entries().get('change.weight')!;
  change.assign(tf.randomNormal(change.shape, 0, 0.3, 'float32', 4));
  parameters
    .entries()
    .get('places')!
    .assign(tf.tensor2d([[0.1, 0.2, 0.3, 0.4]]));
  return { pose, parameters };
}

const initialPose = () =>
  selectPlugin(container, INITIAL_POSES, { kind: 'skeleton', channels: 4 }, 'initialPose').create({
    parameters: new ParameterStore(createRng(1)),
    dims,
  });

const roi = (rois: number) => tf.randomNormal<tf.Rank.R4>([rois, 1, 1, 3], 0, 1, 'float32', 2);
/** The second joint of the second person is missing. */
const skeleton = tf.tensor3d([
  [
    [5, 10, 0.9],
    [10, 0, 0.8],
  ],
  [
    [2, 2, 0.7],
    [0, 0, 0],
  ],
]);
const box = tf.tensor2d([
  [0, 0, 10, 20],
  [0, 0, 4, 4],
]);
const fields = { skeleton, box };
const before = (): PoseFeatures =>
  initialPose().forward({ roi: roi(2), context: null, fields }, context());

describe('the initial pose', () => {
  it('has the points of the detector in their boxes', () => {
    const { points, mid, logits } = before();
    expectClose(points!, [0, 1, 0, -1, 0.9, 0.8, 0, 0, 0, 0, 0.7, 0]);
    expect([mid.shape, logits.shape]).toEqual([
      [2, 1, 1, 4],
      [2, POINT_HEATMAP_SIDE, POINT_HEATMAP_SIDE, K],
    ]);
  });

  it('has no loss, since nothing is predicted', () => {
    const labels = tf.zeros<tf.Rank.R2>([2, K]);
    expect(initialPose().loss(before(), { cells: labels, visible: labels })).toEqual([]);
  });
});

describe('a stage', () => {
  const run = (built = build(), pose = before()) =>
    built.pose.forward({ roi: roi(2), pose, hoi, fields }, context());

  it('moves joints, and places missing ones with a low confidence', () => {
    const { parameters, ...built } = build();
    parameters
      .entries()
      .get('change.weight')!
      .assign(tf.zeros([4, 3 * K]));
    const { points } = run({ parameters, ...built }).features;
    const guess = 0.2 * Math.exp(-5 * Math.exp(-2));
    expectClose(points!, [0, 1, 0, -1, 0.9, 0.8, 0, 0.2, 0, 0.4, 0.7, guess]);
  });

  it('reads f_k through the mask', () => {
    const points = (attention: AttentionMask) =>
      run(build({}, {}, attention)).features.points!.dataSync();
    expect(points({ attend: () => tf.fill([1, 1, 1, 1], 2) })).not.toEqual(points(mask));
    expectClose(points({ attend: () => null }), points({ attend: () => tf.ones([1, 1, 1, 1]) }));
  });

  it('has correct gradients by finite differences', () => {
    const built = build();
    const map = tf.randomUniform([2, 1, 1, 4], 0.5, 1, 'float32', 5);
    checkGradients(
      (mid, points) =>
        run(built, { ...before(), mid: mid as Tensor4D, points: points as Tensor2D }).features
          .points!,
      [
        map,
        tf.tensor2d([
          [0, 0.5, 0, -0.5, 0.9, 0.8],
          [0.2, 0.1, 0.3, 0.4, 0.7, 0.6],
        ]),
      ],
      { step: 3e-3, relative: 2e-2, absolute: 3e-3 },
    );
  });

  it('does not leak', () => {
    const given = { roi: roi(2), pose: before(), hoi, fields };
    const { pose } = build();
    expectNoLeak(() => pose.forward(given, context()));
  });
});

describe('the loss', () => {
  const { pose } = build();
  const points = tf.tensor2d([[0.5, 0, -0.5, 0, 1, 1]]);
  const logScale = tf.tensor2d([[-1, 0.5]]);
  const truth = tf.tensor2d([[0.3, 0.9, 0.1, 0.9]]);
  const cells = tf.zeros<tf.Rank.R2>([1, K]);
  const loss = (points: tf.Tensor, logTotal: tf.Tensor, visible: number[] = [1, 0.5]) =>
    pose.loss({ points, logTotal } as PoseFeatures, {
      cells,
      points: truth,
      visible: tf.tensor2d([visible]),
    })[0].value;

  it('is the Laplace negative log likelihood of labelled joints, mean over their weights', () => {
    const first = 0.8 / Math.exp(-1) - 2;
    const second = 1.8 / Math.exp(0.5) + 1;
    expectClose(loss(points, logScale), [(first + 0.5 * second) / 1.5]);
    expectClose(loss(points, logScale, [1, 0]), [first]);
  });

  it('is 0 without labelled joints', () => {
    expectClose(loss(points, logScale, [0, 0]), [0]);
  });

  it('has correct gradients by finite differences', () => {
    checkGradients((points, scale) => loss(points, scale), [points, logScale]);
  });

  it('does not leak', () => {
    const targets = { cells, points: truth, visible: tf.ones<tf.Rank.R2>([1, K]) };
    const features = { points, logTotal: logScale } as PoseFeatures;
    expectNoLeak(() => pose.loss(features, targets)[0].value);
  });

  it('asks for targets as points', () => {
    const targets = { cells, visible: tf.ones<tf.Rank.R2>([1, K]) };
    const features = { points, logTotal: logScale } as PoseFeatures;
    expect(() => pose.loss(features, targets)).toThrow('got targets without points');
  });
});
