import {
  ATTENTION_MASK,
  ATTENTION_MASKS,
  type AttentionMask,
  createRng,
  definePlugin,
  HOI_GUIDED_POSE,
  INITIAL_POSE,
  type InitialPose,
  paperOutputs,
  pluginModule,
  POSE_AWARE_HOI,
  type PoseAwareHoi,
  STAGE_DIMS,
  type StageDims,
  STEM,
  type Stem,
  STEMS,
} from '@turbo-hoi/core';
import { hoiFeatures } from '@turbo-hoi/nn';
import { poseFeatures } from '@turbo-hoi/pose-module';
import * as tf from '@tensorflow/tfjs';
import { inject, injectable } from 'inversify';
import { z } from 'zod';
import type { ModelInput } from '../config/model-config';
import { modelContainer, tinyBatch, tinyConfig, tinyDataset, tinyStage } from '../testing/tiny';
import { TurboPipeline } from './turbo-pipeline';

const pipeline = (config: ModelInput = tinyConfig) =>
  new TurboPipeline({
    container: modelContainer(),
    config,
    dataset: tinyDataset,
    rng: createRng(0),
  });

const context = () => ({ training: false, rng: createRng(5) });

const losses = (config?: ModelInput) => {
  const model = pipeline(config).build();
  const batch = tinyBatch(model.config.roi.side);
  const { total, parts } = model.loss(batch, context());
  return { total: total.dataSync()[0], names: parts.map(({ name }) => name), model, batch };
};

test('two stages report the parts of Eq. 6 in order', () => {
  const { total, names } = losses();
  expect(Number.isFinite(total)).toBe(true);
  expect(names).toEqual([
    'stage0.pose',
    'stage1.action',
    'stage1.target',
    'stage1.pose',
    'stage2.action',
    'stage2.target',
    'stage2.pose',
    'detection.class',
    'detection.box',
  ]);
});

test.each([
  ['hoi-only', { initialPose: null, stages: [{ hoi: { kind: 'multi-task' }, pose: null }] }],
  ['pose-only', { stages: [{ ...tinyStage(), hoi: null }] }],
  ['multi-task', { stages: [{ ...tinyStage(), hoi: { kind: 'multi-task' }, pose: null }] }],
  ['five stages', { stages: Array.from({ length: 5 }, tinyStage) }],
  ['shared weights', { stages: [tinyStage(), tinyStage(), tinyStage()], shareStages: true }],
  ['an object branch with its own RoI form', { objectBranch: { kind: 'two-fc', width: 5 } }],
  ['no context, no detection', { roi: { side: 3, context: null }, objectBranch: null }],
])('%s trains: every parameter gets a gradient', (_, changes) => {
  const { model, batch } = losses({ ...tinyConfig, ...changes } as ModelInput);
  const variables = [...model.parameters.trainable().values()];
  const { grads } = tf.variableGrads(
    () => model.loss(batch, { training: true, rng: createRng(1) }).total,
    variables,
  );
  expect(Object.keys(grads)).toHaveLength(variables.length);
});

test('an object branch without a kind is residual, and its weight is not an option of the plugin', () => {
  const branch = (objectBranch: ModelInput['objectBranch']) =>
    pipeline({ ...tinyConfig, objectBranch }).config.objectBranch;
  const residual = { kind: 'residual', lambda: 1, blocks: 3, groups: 2, beta: 1 };
  expect(branch({ blocks: 3, groups: 2 })).toEqual(residual);
  expect(branch({ kind: 'layer4', lambda: 2 })).toEqual({
    kind: 'layer4',
    lambda: 2,
    aligned: false,
    beta: 1,
  });
  expect(() => branch({ kind: 'layer4', blocks: 3 })).toThrow(/objectBranch.*blocks/);
});

test('sharing weights makes the number of parameters independent of N', () => {
  const count = (n: number) =>
    pipeline({ ...tinyConfig, shareStages: true, stages: Array.from({ length: n }, tinyStage) })
      .build()
      .parameters.entries().size;
  expect(count(4)).toBe(count(2));
});

test('each stage has its own mask by config', () => {
  const { model } = losses({
    ...tinyConfig,
    stages: [tinyStage(), { ...tinyStage(), mask: { kind: 'none' } }],
  });
  const names = [...model.parameters.entries().keys()];
  expect(names.some((name) => name.startsWith('stages.1.mask.'))).toBe(true);
  expect(names.some((name) => name.startsWith('stages.2.mask.'))).toBe(false);
});

test('each stage has its own mask by rebinding a token', () => {
  const half: AttentionMask = { attend: () => tf.fill([1, 1, 1, 1], 0.5) };
  const model = pipeline()
    .stage(2, (stage) => stage.bind(ATTENTION_MASK).toConstantValue(half))
    .build();
  const { images, people } = tinyBatch();
  const outputs = model.stages(model.features(images), people, { ...context(), valid: null });
  expect(outputs[1].attention?.shape).toEqual([3, 3, 3, 8 + 17]);
  expect(outputs[2].attention?.dataSync()).toEqual(new Float32Array([0.5]));
});

test("a researcher's injectable class replaces a stage's module", () => {
  @injectable()
  class FlatMask implements AttentionMask {
    constructor(@inject(STAGE_DIMS) readonly dims: StageDims) {}
    attend(): tf.Tensor4D {
      return tf.ones([1, this.dims.side, this.dims.side, 1]);
    }
  }
  const model = pipeline()
    .stage(1, (stage) => stage.bind(ATTENTION_MASK).to(FlatMask))
    .build();
  const { images, people } = tinyBatch();
  const outputs = model.stages(model.features(images), people, { ...context(), valid: null });
  expect(outputs[1].attention?.shape).toEqual([1, 3, 3, 1]);
});

test('whole modules can be replaced, and widths adapt', () => {
  const outputs = paperOutputs(4);
  const model = pipeline()
    .stage(1, (stage) =>
      stage.bind(POSE_AWARE_HOI).toConstantValue({
        width: 3,
        outputs,
        forward: ({ roi }) =>
          hoiFeatures(outputs, {
            mid: tf.zeros([roi.shape[0], 3]),
            out: {
              actions: tf.zeros([roi.shape[0], 4]),
              offsets: tf.zeros([roi.shape[0], 16]),
            },
          }),
        loss: () => [{ name: 'action', value: tf.scalar(0) }],
      }),
    )
    .build();
  const weight = model.parameters.entries().get('stages.2.hoi.fc1.weight');
  const own = pipeline().build().parameters.entries().get('stages.2.hoi.fc1.weight');
  expect(own!.shape[0] - weight!.shape[0]).toBe(6 - 3);
});

describe('stage 0', () => {
  const poseOf = (side: number, heatmapSide: number): InitialPose => ({
    channels: 5,
    heatmapSide,
    forward: ({ roi }) => {
      const rois = roi.shape[0];
      return poseFeatures(
        tf.zeros([rois, side, side, 5]),
        tf.zeros([rois, heatmapSide, heatmapSide, 17]),
      );
    },
    loss: () => [{ name: 'flat', value: tf.scalar(2), weight: 3 }],
  });

  it('is of kind keypoint-block by default, with its weight beside the options', () => {
    expect(pipeline({ ...tinyConfig, initialPose: {} }).config.initialPose).toMatchObject({
      kind: 'keypoint-block',
      lambda: 1,
      convs: 4,
      channels: 48,
    });
    expect(() => pipeline({ ...tinyConfig, initialPose: { convolutions: 2 } })).toThrow(
      /initialPose.*convolutions/,
    );
    expect(() => pipeline({ ...tinyConfig, initialPose: { kind: 'points' } })).toThrow(
      /initialPose\.kind: got "points"; loaded initial pose plugins: keypoint-block/,
    );
  });

  it('can be replaced on its container; widths adapt and its losses are reported', () => {
    const stages = [{ ...tinyStage(), pose: { ...tinyStage().pose, skip: false } }];
    const model = pipeline({ ...tinyConfig, stages })
      .stage(0, (stage) => stage.bind(INITIAL_POSE).toConstantValue(poseOf(3, 12)))
      .build();
    const names = [...model.parameters.entries().keys()];
    expect(names.filter((name) => name.startsWith('stages.0.'))).toEqual([]);
    const weight = model.parameters.entries().get('stages.1.pose.conv_fcn1.weight')!;
    expect(weight.shape[2]).toBe(5 + 17);
    const [first] = model.loss(tinyBatch(), context()).parts;
    expect([first.name, first.weight, first.value.dataSync()[0]]).toEqual(['stage0.flat', 1, 6]);
  });

  it('must have heatmaps of the same side as the other stages', () => {
    const stages = [{ ...tinyStage(), pose: { ...tinyStage().pose, skip: false } }];
    expect(() =>
      pipeline({ ...tinyConfig, stages })
        .stage(0, (stage) => stage.bind(INITIAL_POSE).toConstantValue(poseOf(3, 6)))
        .build(),
    ).toThrow(
      expect.objectContaining({
        kind: 'config',
        message: expect.stringMatching(/^heatmapSide: .*\(stage 0: 6, stage 1: 12\)/),
      }),
    );
  });

  it('refuses a binding if the config switches pose estimation off', () => {
    const stages = [{ hoi: { kind: 'multi-task' }, pose: null }];
    const build = () =>
      pipeline({ ...tinyConfig, initialPose: null, stages })
        .stage(0, (stage) => stage.bind(INITIAL_POSE).toConstantValue(poseOf(3, 12)))
        .build();
    expect(build).toThrow(/initialPose: got null, but stage 0/);
  });
});

describe('an output of another shape than the module declares', () => {
  const outputs = paperOutputs(4);
  const hoiOf = (actions: number): PoseAwareHoi => ({
    width: 3,
    outputs,
    forward: ({ roi: { shape } }) => {
      const [rois] = shape;
      const out = { actions: tf.zeros([rois, actions]), offsets: tf.zeros([rois, 16]) };
      return hoiFeatures(outputs, { mid: tf.zeros([rois, 3]), out } as never);
    },
    loss: () => [],
  });

  it('is refused, and the message names the stage', () => {
    const model = pipeline()
      .stage(2, (stage) => stage.bind(POSE_AWARE_HOI).toConstantValue(hoiOf(5)))
      .build();
    expect(() => model.loss(tinyBatch(), context())).toThrow(
      expect.objectContaining({
        kind: 'shape',
        message: 'stages[1] (stage 2): hoi: out.actions: got [3,5]; expected [3,4].',
      }),
    );
  });

  it('is refused for a plugin from outside, with its file', () => {
    const container = modelContainer();
    const mask = definePlugin(ATTENTION_MASKS, {
      kind: 'thin',
      schema: z.strictObject({}),
      create: () => ({ attend: () => tf.ones<tf.Rank.R4>([1, 2, 3, 1]) }),
    });
    container.load(pluginModule({ ...mask, origin: './thin.ts' }));
    const stages = [{ ...tinyStage(), mask: { kind: 'thin' } }];
    const options = { config: { ...tinyConfig, stages }, dataset: tinyDataset, rng: createRng(0) };
    const model = new TurboPipeline({ ...options, container }).build();
    expect(() => model.loss(tinyBatch(), context())).toThrow(
      'stages[0] (stage 1): mask, attention mask "thin" of ./thin.ts: got [1,2,3,1]; expected [3,3,3,',
    );
  });

  it('is refused for a stem', () => {
    const container = modelContainer();
    const features = () => tf.zeros<tf.Rank.R4>([2, 8, 8, 7]);
    container.bind(STEM).toConstantValue({ channels: 8, stride: 4, features });
    const options = { config: tinyConfig, dataset: tinyDataset, rng: createRng(0) };
    const model = new TurboPipeline({ ...options, container }).build();
    expect(() => model.features(tf.zeros([2, 32, 32, 3]))).toThrow(
      'stem: features: got [2,8,8,7]; expected [2,8,8,8].',
    );
  });
});

test('a model without poses has no heatmaps', () => {
  const stages = [{ hoi: { kind: 'multi-task' }, pose: null }];
  expect(pipeline({ ...tinyConfig, initialPose: null, stages }).build().heatmapSide).toBeNull();
  expect(pipeline().build().heatmapSide).toBe(12);
});

test('λ = 0 keeps a part in the report and out of the total', () => {
  const quiet = tinyConfig.stages!.map((stage) => ({ ...stage, lambdaHoi: 0, lambdaPose: 0 }));
  const { total, names, batch, model } = losses({
    ...tinyConfig,
    stages: quiet,
    initialPose: { ...tinyConfig.initialPose, lambda: 0 },
    objectBranch: { groups: 2, lambda: 0 },
  });
  expect(total).toBe(0);
  expect(names).toContain('stage1.action');
  expect(model.loss(batch, context()).parts[0].value.dataSync()[0]).toBeGreaterThan(0);
});

test('gradient factor 0 stops HOI from training the pose trunk, 1 lets it', () => {
  const gradientOfTrunk = (poseToHoiGradient: number) => {
    const stages = [{ ...tinyStage(), lambdaPose: 0, poseToHoiGradient }];
    const { model, batch } = losses({
      ...tinyConfig,
      stages,
      initialPose: { ...tinyConfig.initialPose, lambda: 0 },
    });
    const weight = model.parameters.entries().get('stages.0.pose.conv_fcn1.weight')!;
    const { grads } = tf.variableGrads(() => model.loss(batch, context()).total, [weight]);
    return tf.max(tf.abs(grads[weight.name])).dataSync()[0];
  };
  expect(gradientOfTrunk(0)).toBe(0);
  expect(gradientOfTrunk(1)).toBeGreaterThan(0);
});

test('padding rows do not change the result', () => {
  const { model, batch, total } = losses();
  const moved = tf.tensor2d([
    [4, 2, 20, 30],
    [10, 4, 31, 28],
    [3, 3, 30, 30],
  ]);
  const other = { ...batch, people: { ...batch.people, boxes: moved } };
  expect(model.loss(other, context()).total.dataSync()[0]).toBeCloseTo(total, 5);
});

test('names the stage with an unknown kind and lists the loaded kinds', () => {
  const stages = [tinyStage(), { ...tinyStage(), mask: { kind: 'fc-sigmod' } }];
  expect(() => pipeline({ ...tinyConfig, stages })).toThrow(
    /stages\[1\]\.mask\.kind: got "fc-sigmod"; loaded attention mask plugins: channel, conv, fc-sigmoid, full, none, separable/,
  );
});

test('names an unknown option of a plugin', () => {
  const stages = [{ ...tinyStage(), mask: { kind: 'conv', kernal: 3 } }];
  expect(() => pipeline({ ...tinyConfig, stages })).toThrow(/stages\[0\]\.mask.*kernal/);
});

test('refuses a pose stage without an initial pose', () => {
  expect(() =>
    pipeline({
      ...tinyConfig,
      initialPose: null,
      stages: [{ ...tinyStage(), hoi: { kind: 'multi-task' } }],
    }).build(),
  ).toThrow(/stages\[0\]\.pose \(stage 1\).*initialPose/);
});

test('refuses to change a stage that does not exist', () => {
  expect(() => pipeline().stage(3, (c) => c.isBound(HOI_GUIDED_POSE))).toThrow(/stages 1 to 2/);
});

test('a step leaves no tensors behind', () => {
  const { model, batch } = losses();
  const before = tf.memory().numTensors;
  const report = model.loss(batch, context());
  tf.dispose([report.total, ...report.parts.map(({ value }) => value)]);
  expect(tf.memory().numTensors).toBe(before);
});

test('a model disposes of the stem created for it, and of no other', () => {
  const dispose = jest.fn();
  const stem: Stem = {
    channels: 8,
    stride: 4,
    features: () => {
      throw new Error('unexpected call');
    },
    dispose,
  };
  const options = { config: tinyConfig, dataset: tinyDataset, rng: createRng(0) };
  const bound = modelContainer();
  bound.bind(STEM).toConstantValue(stem);
  new TurboPipeline({ ...options, container: bound }).build().dispose();
  expect(dispose).not.toHaveBeenCalled();
  const plugin = definePlugin(STEMS, {
    kind: 'small',
    schema: z.looseObject({}),
    create: () => stem,
  });
  const loaded = modelContainer();
  loaded.load(pluginModule(plugin));
  new TurboPipeline({ ...options, container: loaded }).build().dispose();
  expect(dispose).toHaveBeenCalledTimes(1);
});
