import type { LossPart, LossReport, ObjectFeatures } from '@turbo-hoi/core';
import { tidy } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import { checkLossNames, lossParts } from './loss-parts';
import type { ModelBatch } from './model-batch';
import type { TurboModelParts } from './turbo-model';
import type { StageOutput } from './turbo-stage';

type LossModel = Pick<TurboModelParts, 'config' | 'initialPose' | 'stages' | 'objectBranch'>;

/**
 * Eq. 6: Σ_i (λ_pose^i L_pose^i + λ_HOI^i L_HOI^i) + L_det, stage 0 included.
 *
 * @throws TurboHoiError `plugin` for two losses of the same name
 */
export function totalLoss(
  model: LossModel,
  outputs: readonly StageOutput[],
  objects: ObjectFeatures | null,
  batch: ModelBatch,
): LossReport {
  return tidy(() => {
    const parts = [
      ...initialParts(model, outputs[0], batch),
      ...model.stages.flatMap((_, i) => stageParts(model, i, outputs[i + 1], batch)),
      ...detectionParts(model, objects, batch),
    ];
    checkLossNames(parts);
    const weighted = parts.map(({ weight, value }) => tf.mul(value, weight));
    const total = weighted.length > 0 ? tf.addN(weighted) : tf.scalar(0);
    return { total: total as tf.Scalar, parts };
  });
}

function initialParts(
  { initialPose, config }: LossModel,
  output: StageOutput,
  batch: ModelBatch,
): LossPart[] {
  if (!initialPose || !config.initialPose || !output.pose) return [];
  const losses = initialPose.loss(output.pose, batch.pose);
  return lossParts(losses, 'stage0', config.initialPose.lambda);
}

function stageParts(
  model: LossModel,
  index: number,
  output: StageOutput,
  batch: ModelBatch,
): LossPart[] {
  const { hoi, pose, settings } = model.stages[index];
  const name = `stage${index + 1}`;
  return [
    ...(hoi && output.hoi
      ? lossParts(hoi.loss(output.hoi, batch.hoi), name, settings.lambdaHoi)
      : []),
    ...(pose && output.pose
      ? lossParts(pose.loss(output.pose, batch.pose), name, settings.lambdaPose)
      : []),
  ];
}

function detectionParts(
  { objectBranch, config }: LossModel,
  objects: ObjectFeatures | null,
  batch: ModelBatch,
): LossPart[] {
  if (!objectBranch || !objects || !config.objectBranch) return [];
  const losses = objectBranch.loss(objects, batch.detection);
  return lossParts(losses, 'detection', config.objectBranch.lambda);
}
