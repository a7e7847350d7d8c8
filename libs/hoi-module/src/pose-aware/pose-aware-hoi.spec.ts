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
import { hoiFeatures, ParameterStore, toRois } from '@turbo-hoi/nn';
import { expectClose, expectNoLeak } from '@turbo-hoi/testing';
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
    boxes: tf.tile(tf.tensor2d([[10, 10, 30, 50]]), [rois, 1]) as tf.Tensor2D,
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

describe('pairs', () => {
  // Two people in the same box, each with a cup: where the first one's left joint is, and far away.
  const withPairs = (given: HoiInput): HoiInput => ({
    ...given,
    objects: {
      rois: toRois(Float32Array.of(8, 28, 12, 32, 60, 60, 64, 64), Int32Array.of(0, 0), 1),
      classes: tf.tensor1d([1, 1], 'int32'),
      scores: tf.ones([2]),
      features: null,
      detected: null,
    },
    pairs: {
      person: tf.tensor1d([0, 0, 1, 1], 'int32'),
      object: tf.tensor1d([0, 1, 0, 1], 'int32'),
      valid: tf.ones([4]),
    },
  });
  const given = withPairs(input(2));
  const trained = (options: object) => {
    const built = build({ pairs: true, ...options });
    const score = built.parameters.entries().get('relation.score.weight') as tf.Variable;
    score.assign(tf.sin(tf.reshape(tf.range(0, score.size, 1, 'float32'), score.shape)));
    return built.hoi;
  };
  const pairsOf = (hoi: PoseAwareHoi, given: HoiInput) =>
    hoi.forward(given, context()).pairs!.actions as tf.Tensor2D;

  it('are scored as their people before training', () => {
    const { hoi } = build({ pairs: true });
    const { out, pairs } = hoi.forward(given, context());
    const ofPeople = tf.gather(out.actions, given.pairs!.person);
    expectClose(pairs!.actions.dataSync(), ofPeople.dataSync());
  });

  it('are asked for only with the option', () => {
    expect(build().hoi.needs).toEqual({});
    expect(build({ pairs: true }).hoi.needs).toEqual({ pairs: true });
    expect(build().hoi.forward(input(2), context()).pairs).toBeUndefined();
  });

  const moved = {
    ...given,
    pose: { ...given.pose!, joints: tf.add<tf.Tensor2D>(given.pose!.joints, 0.5) },
  };

  it('of explicit depend on the joints', () => {
    const hoi = trained({ standardize: false });
    expect(pairsOf(hoi, moved).dataSync()).not.toEqual(pairsOf(hoi, given).dataSync());
  });

  it('of multi-task do not', () => {
    const hoi = trained({ kind: 'multi-task' });
    expect(pairsOf(hoi, moved).dataSync()).toEqual(pairsOf(hoi, given).dataSync());
  });

  it('have a loss of their own, a multiple of their cross-entropy', () => {
    const { hoi } = build({ pairs: true, pairWeight: 3, actionLoss: 'mean' });
    const features = hoiFeatures(paperOutputs(3), {
      mid: tf.zeros<tf.Rank.R2>([2, 5]),
      out: { actions: tf.zeros<tf.Rank.R2>([2, 3]), offsets: tf.zeros<tf.Rank.R2>([2, 12]) },
      pairs: { actions: tf.zeros<tf.Rank.R2>([4, 3]) },
    });
    const targets: HoiTargets = {
      labels: tf.zeros([2, 3]),
      annotated: tf.ones([2]),
      offsets: tf.zeros([2, 12]),
      located: tf.zeros([2, 3]),
      pairs: { labels: tf.zeros([4, 3]), valid: tf.tensor1d([1, 0, 1, 1]) },
    };
    const loss = hoi.loss(features, targets).find(({ name }) => name === 'pair')!;
    expect(loss.weight! * loss.value.dataSync()[0]).toBeCloseTo(3 * Math.log(2), 6);
  });

  it('leave no tensor behind', () => {
    const hoi = trained({});
    expectNoLeak(() => hoi.forward(given, context(true)));
  });
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
