import type { LossPart, LossReport, ObjectFeatures } from '@turbo-hoi/core';
import { tidy } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { ModelBatch } from './model-batch';
import type { TurboModelParts } from './turbo-model';
import type { StageOutput } from './turbo-stage';

type LossParts = Pick<TurboModelParts, 'config' | 'initialPose' | 'stages' | 'objectBranch'>;

/** Eq. 6: Σ_i (λ_pose^i L_pose^i + λ_HOI^i L_HOI^i) + L_det, stage 0 included. */
export function totalLoss(
  model: LossParts,
  outputs: readonly StageOutput[],
  objects: ObjectFeatures | null,
  batch: ModelBatch,
): LossReport {
  return tidy(() => {
    const parts = [
      ...initialPart(model, outputs[0], batch),
      ...model.stages.flatMap((_, i) => stageParts(model, i, outputs[i + 1], batch)),
      ...detectionParts(model, objects, batch),
    ];
    const weighted = parts.map(({ weight, value }) => tf.mul(value, weight));
    const total = weighted.length > 0 ? tf.addN(weighted) : tf.scalar(0);
    return { total: total as tf.Scalar, parts };
  });
}

function initialPart(model: LossParts, output: StageOutput, batch: ModelBatch): LossPart[] {
  const { initialPose, config } = model;
  if (!initialPose || !config.initialPose || !output.pose) return [];
  const value = initialPose.loss(output.pose, batch.pose);
  return [{ name: 'stage0.pose', weight: config.initialPose.lambda, value }];
}

function stageParts(
  model: LossParts,
  index: number,
  output: StageOutput,
  batch: ModelBatch,
): LossPart[] {
  const { hoi, pose, settings } = model.stages[index];
  const name = `stage${index + 1}`;
  const parts: LossPart[] = [];
  if (hoi && output.hoi) {
    const { action, target } = hoi.loss(output.hoi, batch.hoi);
    parts.push({ name: `${name}.action`, weight: settings.lambdaHoi, value: action });
    parts.push({ name: `${name}.target`, weight: settings.lambdaHoi, value: target });
  }
  if (pose && output.pose) {
    const value = pose.loss(output.pose, batch.pose);
    parts.push({ name: `${name}.pose`, weight: settings.lambdaPose, value });
  }
  return parts;
}

function detectionParts(
  { objectBranch, config }: LossParts,
  objects: ObjectFeatures | null,
  batch: ModelBatch,
): LossPart[] {
  if (!objectBranch || !objects || !config.objectBranch) return [];
  const { classification, regression } = objectBranch.loss(objects, batch.detection);
  const weight = config.objectBranch.lambda;
  return [
    { name: 'detection.class', weight, value: classification },
    { name: 'detection.box', weight, value: regression },
  ];
}
