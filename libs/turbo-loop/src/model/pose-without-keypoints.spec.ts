import { createRng } from '@turbo-hoi/core';
import * as tf from '@tensorflow/tfjs';
import { TurboPipeline } from '../pipeline/turbo-pipeline';
import { modelContainer, tinyBatch, tinyConfig, tinyDataset, tinyStage } from '../testing/tiny';
import type { TurboModel } from './turbo-model';

/** The paper's pre-training on data without keypoints: λ_pose = 0, and the HOI loss has a gradient by the pose. */
function build(poseToHoiGradient: number): TurboModel {
  const stage = { ...tinyStage(), lambdaPose: 0, poseToHoiGradient };
  const initialPose = { ...tinyConfig.initialPose, lambda: 0 };
  return new TurboPipeline({
    container: modelContainer(),
    config: { ...tinyConfig, initialPose, stages: [stage, stage] },
    dataset: tinyDataset,
    rng: createRng(0),
  }).build();
}

/** The names of the parameters that one step of gradient descent changes, on a batch without keypoints. */
function moved(model: TurboModel): string[] {
  const batch = tinyBatch();
  const visible = tf.zerosLike(batch.pose.visible);
  const before = values(model);
  const { grads } = tf.variableGrads(
    () =>
      model.loss(
        { ...batch, pose: { ...batch.pose, visible } },
        { training: true, rng: createRng(1) },
      ).total,
  );
  tf.train.sgd(0.1).applyGradients(grads);
  const after = values(model);
  return [...after.keys()].filter((name) => `${after.get(name)}` !== `${before.get(name)}`);
}

const values = (model: TurboModel) =>
  new Map([...model.parameters.entries()].map(([name, tensor]) => [name, [...tensor.dataSync()]]));

const keypointBlock = (stage: number) => new RegExp(`^stages\\.${stage}\\.pose\\.`);

describe('with λ_pose = 0 and no keypoint annotated', () => {
  it('the HOI loss alone trains the keypoint blocks that a later HOI module reads', () => {
    const model = build(1);
    const names = moved(model);
    for (const stage of [0, 1]) {
      const block = [...model.parameters.trainable().keys()].filter((name) =>
        keypointBlock(stage).test(name),
      );
      expect(block.length).toBeGreaterThan(0);
      expect(names).toEqual(expect.arrayContaining(block));
    }
    // No HOI module reads the last block.
    expect(names.filter((name) => keypointBlock(2).test(name))).toEqual([]);
  });

  it('the keypoint blocks do not change if the gradient through the messages is switched off', () => {
    const names = moved(build(0));
    expect(names.filter((name) => /\.pose\./.test(name))).toEqual([]);
    expect(names).toContain('stages.1.hoi.fc1.weight');
  });
});
