import {
  actionVocabulary,
  COCO_KEYPOINTS,
  createRng,
  HOI_MODULES,
  type HoiInput,
  type HoiTargets,
  paperOutputs,
  type PoseAwareHoi,
  selectPlugin,
  type StageDims,
} from '@turbo-hoi/core';
import { hoiFeatures, ParameterStore } from '@turbo-hoi/nn';
import { expectNoLeak } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { Container } from 'inversify';
import { hoiModule } from '../hoi.module';

const dims: StageDims = {
  stage: 1,
  side: 2,
  roiChannels: 3,
  contextChannels: 0,
  keypoints: 2,
  actions: 3,
  previousPoseChannels: 4,
  previousHeatmapSide: 8,
  previousMessageWidth: 0,
};
const actions = actionVocabulary([
  { name: 'stand', roles: [] },
  { name: 'cut', roles: ['obj', 'instr'] },
]);
const dataset = {
  name: 'tiny',
  actions,
  keypoints: COCO_KEYPOINTS,
  objectClasses: ['person', 'cup'],
};
const tiny = { width: 5, dropout: 0 };

function build(options: object = {}, changes: Partial<StageDims> = {}) {
  const container = new Container();
  container.load(hoiModule);
  const parameters = new ParameterStore(createRng(0));
  const config = { kind: 'explicit', ...tiny, ...options };
  const hoi = selectPlugin(container, HOI_MODULES, config, 'stages[0].hoi').create({
    parameters,
    dims: { ...dims, ...changes },
    dataset,
  });
  return { hoi, parameters };
}

const random = <Rank extends tf.Rank>(shape: tf.ShapeMap[Rank], seed: number) =>
  tf.randomNormal<Rank>(shape, 0, 1, 'float32', seed);

function input(rois: number, previous = false): HoiInput {
  return {
    roi: random<tf.Rank.R4>([rois, 2, 2, 3], 1),
    context: null,
    pose: {
      mid: random<tf.Rank.R4>([rois, 2, 2, 4], 2),
      coarse: random<tf.Rank.R4>([rois, 2, 2, 2], 3),
      joints: random<tf.Rank.R2>([rois, 6], 4),
      logits: random<tf.Rank.R4>([rois, 8, 8, 2], 5),
    },
    previous: previous
      ? hoiFeatures(paperOutputs(3), {
          mid: random<tf.Rank.R2>([rois, 5], 6),
          out: {
            actions: random<tf.Rank.R2>([rois, 3], 7),
            offsets: random<tf.Rank.R2>([rois, 12], 8),
          },
        })
      : null,
    objects: null,
    pairs: null,
    fields: {},
  };
}

const context = (training = false, seed = 9) => ({ training, rng: createRng(seed), valid: null });

const logitsOf = (hoi: PoseAwareHoi, given: HoiInput, training?: boolean, seed?: number) => [
  ...hoi.forward(given, context(training, seed)).out.actions.dataSync(),
];

const widthOfInput = (parameters: ParameterStore) =>
  parameters.entries().get('fc1.weight')!.shape[0];

describe('the input of Eq. 1', () => {
  const appearance = 2 * 2 * 3;
  const pose = 2 * 2 * (4 + 2) + 3 * 2;

  it.each([
    ['appearance alone without pose input', { kind: 'multi-task' }, {}, appearance],
    ['appearance and pose', {}, {}, appearance + pose],
    ['no joints with joints: false', { joints: false }, {}, appearance + pose - 6],
    ['a wider context', {}, { contextChannels: 2 }, appearance + pose + 8],
    [
      'H_mid and H_out of the previous stage',
      {},
      { previousMessageWidth: 7 + 15 },
      appearance + pose + 7 + 15,
    ],
    [
      'its own message width if weights are shared',
      {},
      { previousMessageWidth: 'own' },
      appearance + pose + 5 + 15,
    ],
  ] as const)('%s', (_, options, changes, width) => {
    expect(widthOfInput(build(options, changes).parameters)).toBe(width);
  });

  it('refuses pose features that no module provides', () => {
    expect(() => build({}, { previousPoseChannels: 0, stage: 2 })).toThrow(
      expect.objectContaining({
        kind: 'config',
        message: expect.stringMatching(/stages\[1\]\.hoi \(stage 2\).*initialPose.*multi-task/),
      }),
    );
  });
});

test.each([1, 4])('%d rois have D, A and 4A numbers each', (rois) => {
  const { mid, out, message } = build().hoi.forward(input(rois), context());
  expect([mid.shape, out.actions.shape, out.offsets.shape, message.shape]).toEqual([
    [rois, 5],
    [rois, 3],
    [rois, 12],
    [rois, 5 + 3 + 12],
  ]);
});

test('initially predicts the base rate for every action', () => {
  const { hoi } = build({ baseRate: 0.2 });
  const scores = tf.sigmoid(hoi.forward(input(4), context()).out.actions).dataSync();
  for (const score of scores) expect(Math.abs(score - 0.2)).toBeLessThan(0.05);
});

test('multi-task does not read the pose', () => {
  const given = input(2);
  const other = { ...given, pose: null };
  const { hoi } = build({ kind: 'multi-task' });
  expect(logitsOf(hoi, given)).toEqual(logitsOf(hoi, other));
});

test('explicit reads the pose', () => {
  const given = input(2);
  const { hoi } = build({ standardize: false });
  const moved = { ...given, pose: { ...given.pose!, coarse: tf.zerosLike(given.pose!.coarse) } };
  expect(logitsOf(hoi, given)).not.toEqual(logitsOf(hoi, moved));
});

test('residual adds logits and offsets of the previous stage', () => {
  const given = input(2, true);
  const forward = (residual: boolean) =>
    build({ residual }, { previousMessageWidth: 5 + 15 }).hoi.forward(given, context());
  const [plain, residual] = [forward(false), forward(true)];
  for (const key of ['actions', 'offsets']) {
    const sum = tf.add(plain.out[key], given.previous!.out[key]).dataSync();
    residual.out[key].dataSync().forEach((value, i) => expect(value).toBeCloseTo(sum[i], 5));
  }
});

test('with shared weights stage 1 reads zeros as the previous message', () => {
  const { hoi } = build({ residual: false, standardize: false }, { previousMessageWidth: 'own' });
  const given = input(2);
  // H_out holds probabilities, and 0 corresponds to logits of -∞.
  const empty = hoiFeatures(paperOutputs(3), {
    mid: tf.zeros<tf.Rank.R2>([2, 5]),
    out: {
      actions: tf.fill<tf.Rank.R2>([2, 3], -200),
      offsets: tf.zeros<tf.Rank.R2>([2, 12]),
    },
  });
  expect(logitsOf(hoi, given)).toEqual(logitsOf(hoi, { ...given, previous: empty }));
});

describe('dropout', () => {
  const { hoi } = build({ dropout: 0.5, width: 32 });
  const given = input(2);

  it('repeats its mask for equal seeds', () => {
    expect(logitsOf(hoi, given, true, 1)).toEqual(logitsOf(hoi, given, true, 1));
    expect(logitsOf(hoi, given, true, 1)).not.toEqual(logitsOf(hoi, given, true, 2));
  });

  it('is off outside training', () => {
    expect(logitsOf(hoi, given, false, 1)).toEqual(logitsOf(hoi, given, false, 2));
  });
});

describe('the loss', () => {
  const targets = (annotated: number[], located: number[]): HoiTargets => ({
    labels: tf.tensor2d([1, 0, 0, 0, 1, 0], [2, 3]),
    annotated: tf.tensor1d(annotated),
    offsets: tf.ones([2, 12]),
    located: tf.tensor2d([...located, 0, 0, 0], [2, 3]),
  });
  const features = hoiFeatures(paperOutputs(3), {
    mid: tf.zeros<tf.Rank.R2>([2, 5]),
    out: { actions: tf.zeros<tf.Rank.R2>([2, 3]), offsets: tf.zeros<tf.Rank.R2>([2, 12]) },
  });
  const loss = (t: HoiTargets, options: object = {}) => {
    const parts = build(options)
      .hoi.loss(features, t)
      .map(({ name, value, weight = 1 }) => [name, weight * value.dataSync()[0]]);
    return Object.fromEntries(parts) as { action: number; target: number };
  };

  it('is log 2 per action for logits of 0', () => {
    const action = (actionLoss: 'sum' | 'mean') =>
      loss(targets([1, 1], [0, 0, 0]), { actionLoss }).action;
    expect(action('mean')).toBeCloseTo(Math.log(2), 6);
    expect(action('sum')).toBeCloseTo(3 * Math.log(2), 6);
  });

  it('sums four distances of an annotated target', () => {
    const { target } = loss(targets([1, 1], [1, 0, 0]), { targetWeight: 0.5, beta: 0.4 });
    expect(target).toBeCloseTo(0.5 * 4 * (1 - 0.4 / 2), 6);
  });

  it('of targets is 0 if none is annotated', () => {
    expect(loss(targets([1, 1], [0, 0, 0])).target).toBe(0);
  });

  it('is 0 without annotated people', () => {
    expect(loss(targets([0, 0], [0, 0, 0]))).toEqual({ action: 0, target: 0 });
  });

  it('does not count actions of people that are not annotated', () => {
    const known = loss(targets([1, 0], [0, 0, 0])).action;
    const other = {
      ...targets([1, 0], [0, 0, 0]),
      labels: tf.tensor2d([1, 0, 0, 1, 1, 1], [2, 3]),
    };
    expect(loss(other as HoiTargets).action).toBe(known);
  });
});

test('leaves no tensor behind', () => {
  const { hoi } = build({ dropout: 0.5 }, { previousMessageWidth: 5 + 15 });
  const given = input(3, true);
  expectNoLeak(() => hoi.forward(given, context(true)));
});
