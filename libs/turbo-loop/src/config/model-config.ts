import type { PluginConfig } from '@turbo-hoi/core';
import { z } from 'zod';

const pluginConfig = z.looseObject({ kind: z.string() }) as z.ZodType<PluginConfig, PluginConfig>;
const factor = z.number().min(0).max(1);
const weight = z.number().min(0);

/** One stage: its modules and the weights of its losses and gradients. */
export const stageSchema = z.strictObject({
  /** Null switches HOI recognition off in this stage. */
  hoi: pluginConfig.nullable().default({ kind: 'explicit' }),
  /** Null switches pose estimation off in this stage: f_k passes on unchanged. */
  pose: pluginConfig.nullable().default({ kind: 'hoi-guided' }),
  mask: pluginConfig.default({ kind: 'separable' }),
  /** λ_HOI of Eq. 6. */
  lambdaHoi: weight.default(1),
  /** λ_pose of Eq. 6. */
  lambdaPose: weight.default(1),
  // ADR-0007: both factors are 1 in the paper.
  /** Factor on the gradient from HOI into the pose features it reads. */
  poseToHoiGradient: factor.default(0),
  /** Factor on the gradient from the mask into the HOI features it reads. */
  hoiToPoseGradient: factor.default(0),
  /** Runs the stage again for its gradient, instead of keeping its intermediate tensors: less memory, more time. */
  recompute: z.boolean().default(false),
});

const contextSchema = z.strictObject({
  /** Size of the context box in units of the person's. */
  scale: z.number().positive().default(1.7),
  /** Minimum length of the context box's shorter side in units of the longer one. */
  minAspect: z.number().min(0).max(1).default(0.7),
  /** Channels to which F is reduced before pooling. */
  channels: z.int().positive().default(16),
});

const roiSchema = z.strictObject({
  /** S: cells along each side of the pooled features. */
  side: z.int().positive().default(7),
  /** Half-pixel corrected RoIAlign; false: the original form. */
  aligned: z.boolean().default(true),
  /** A wider box around each person for HOI; null: none, as in the paper. */
  context: contextSchema.nullable().prefault({}),
});

/** A plugin's config with the weight of the plugin's loss. */
const initialPoseSchema = z.looseObject({
  kind: z.string().default('keypoint-block'),
  /** Weight of stage 0's loss. */
  lambda: weight.default(1),
});

/** A plugin's config with the weight of the plugin's loss. */
const objectBranchSchema = z.looseObject({
  kind: z.string().default('residual'),
  /** Weight of L_det. */
  lambda: weight.default(1),
});

/**
 * Selection of detections from the object branch's output if the detector only proposes; torchvision's values plus box
 * voting.
 */
const detectionSchema = z.strictObject({
  /** Least score of a detection. */
  score: z.number().min(0).max(1).default(0.05),
  /** IoU above which the lower-scoring of two detections of a class is dropped. */
  iou: z.number().gt(0).max(1).default(0.5),
  /** Largest number of detections per image. */
  limit: z.int().positive().default(100),
  /**
   * Box voting: suppressed boxes with at least this IoU move the box that suppressed them, weighted by score; null:
   * off, as in torchvision.
   */
  voting: z.number().gt(0).max(1).nullable().default(0.6),
});

/** The fields of a model's config, to be spread into an experiment's schema. */
export const modelShape = {
  stem: pluginConfig.default({ kind: 'small' }),
  roi: roiSchema.prefault({}),
  /** Stage 0; null: no pose estimation at all. */
  initialPose: initialPoseSchema.nullable().prefault({}),
  stages: z.array(stageSchema).min(1).prefault([{}, {}, {}]),
  /** Whether all stages share one set of weights. */
  shareStages: z.boolean().default(false),
  /** Null: no detection loss, and proposals cannot be classified. */
  objectBranch: objectBranchSchema
    .nullable()
    .prefault({ kind: 'two-fc', width: 256, aligned: false, beta: 1 / 9 }),
  detection: detectionSchema.prefault({}),
};

/** Config of a model; the defaults are for the embedded data set. */
export const modelSchema = z.strictObject(modelShape);

export type StageConfig = z.output<typeof stageSchema>;
export type StageInput = z.input<typeof stageSchema>;
export type ModelConfig = z.output<typeof modelSchema>;
export type ModelInput = z.input<typeof modelSchema>;
export type ContextConfig = z.output<typeof contextSchema>;

/** Name of the parameters of stage `number`, counted from 1. */
export const stageScope = ({ shareStages }: Pick<ModelConfig, 'shareStages'>, number: number) =>
  shareStages ? 'stages.shared' : `stages.${number}`;
