import { createRng } from '@turbo-hoi/core';
import * as tf from '@tensorflow/tfjs';
import type { ModelInput } from '../config/model-config';
import { layoutConfig, layoutInput, layoutModel, layoutStage } from '../testing/layout';
import { randomScene } from '../testing/scenes';
import { tinyBatch, tinyConfig, tinyStage } from '../testing/tiny';
import { useWasm } from '../testing/use-wasm';

useWasm();

const scene = randomScene([[0, 1]]);
const message = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  return 'no error';
};

/** Runs the stages of a layout model. */
function run(config: ModelInput, changes: object = {}) {
  const model = layoutModel(config);
  const { images, people, ...around } = layoutInput(scene);
  const context = { training: false, rng: createRng(0), valid: tf.ones<tf.Rank.R1>([1]) };
  return model.stages(model.features(images), people, context, { ...around, ...changes });
}

const pairContext = { kind: 'pair-context', heads: 2 };

describe('a layout model explains', () => {
  it('heads that do not divide the width of the tokens', () => {
    const stages = [layoutStage({ hoi: { kind: 'pair-context', heads: 3 } })];
    expect(message(() => layoutModel({ ...layoutConfig, stages }))).toBe(
      "stages[0].hoi.heads (stage 1): got 3, expected a divisor of the stem's 8 channels.",
    );
  });

  it('shared stages', () => {
    expect(message(() => layoutModel({ ...layoutConfig, shareStages: true }))).toBe(
      'stages[0].hoi (stage 1): kind "pair-context" cannot share its weights across stages: its first stage has no previous pairs. ' +
        'Set shareStages to false.',
    );
  });

  it('a stem that reads pixels', () => {
    const config = { ...tinyConfig, stages: [{ ...tinyStage(), hoi: pairContext }] };
    expect(message(() => layoutModel(config))).toBe(
      'stages[0].hoi (stage 1): reads the layout of an image, but the stem reads its pixels. Set stem.kind to "layout".',
    );
  });

  it('poses that are heatmaps', () => {
    const config = {
      ...layoutConfig,
      initialPose: tinyConfig.initialPose,
      stages: [layoutStage({ pose: null })],
    };
    expect(message(() => run(config))).toBe(
      'stages[0].hoi (stage 1): kind "pair-context" reads joints as points, but the pose modules before it predict heatmaps. ' +
        'Use the initial pose and pose module "skeleton", or set readsPose to false.',
    );
  });

  it('a pose module of points after heatmaps', () => {
    const config = {
      ...layoutConfig,
      initialPose: tinyConfig.initialPose,
      stages: [layoutStage({ hoi: null })],
    };
    expect(message(() => run(config))).toBe(
      'stages[0].pose (stage 1): kind "skeleton" refines points, but the pose before it predicts heatmaps. ' +
        'Set stem.kind to "layout" and initialPose.kind to "skeleton".',
    );
  });

  it('an initial pose of points with a stem that reads pixels', () => {
    const stages = [{ ...tinyStage(), pose: null }];
    const config = { ...tinyConfig, initialPose: { kind: 'skeleton' }, stages };
    const model = layoutModel(config);
    expect(message(() => model.loss(tinyBatch(), { training: false, rng: createRng(0) }))).toBe(
      'initialPose: kind "skeleton" reads the skeletons that a detector finds, but there are none. ' +
        'Use the stem "layout" with a detector that finds skeletons, or initialPose: null.',
    );
  });

  it('a detector without skeletons', () => {
    const { objects } = layoutInput(scene);
    const without = { ...objects, keypoints: undefined };
    expect(message(() => run(layoutConfig, { objects: without }))).toBe(
      'stem "layout": the detector finds no skeletons. Use a detector that does, or set stem.skeletons to false.',
    );
  });

  it('a previous stage of another kind', () => {
    const stages = [layoutStage({ hoi: { kind: 'explicit', width: 6 } }), layoutStage()];
    expect(message(() => run({ ...layoutConfig, stages }))).toBe(
      'stages[1].hoi (stage 2): kind "pair-context" reads the pairs of the previous stage, whose HOI module has none. ' +
        'Use pair-context in all stages.',
    );
  });

  it('objects that are not sorted by image', () => {
    const { objects } = layoutInput(scene);
    const rois = { ...objects.rois, perImage: undefined };
    expect(message(() => run(layoutConfig, { objects: { ...objects, rois } }))).toBe(
      'pair-context: objects: got rows in no order; sort them by image (toRois then sets perImage).',
    );
  });
});

it('runs without poses, without a mask, and after the paper-like multi-task form', () => {
  const without: ModelInput = {
    ...layoutConfig,
    stem: { kind: 'layout', channels: 8, skeletons: false },
    initialPose: null,
    stages: [layoutStage({ pose: null }), layoutStage({ pose: null })],
  };
  const { objects } = layoutInput(scene);
  const noSkeletons = { ...objects, keypoints: undefined };
  expect(run(without, { objects: noSkeletons })[2].hoi!.pairs!.actions.shape).toEqual([1, 4]);
  const unmasked = [layoutStage({ mask: { kind: 'none' } })];
  expect(run({ ...layoutConfig, stages: unmasked })[1].attention).toBeNull();
  const blind = [layoutStage({ hoi: { ...pairContext, readsPose: false } })];
  expect(run({ ...layoutConfig, stages: blind })[1].hoi!.pairs!.actions.shape).toEqual([1, 4]);
});
