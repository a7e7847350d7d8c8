import type { PluginConfig } from '@turbo-hoi/core';
import { z } from 'zod';

const pluginConfig = z.looseObject({ kind: z.string() }) as z.ZodType<PluginConfig, PluginConfig>;
const factor = z.number().min(0).max(1);
const weight = z.number().min(0);

/** One stage: its modules and how strongly its losses and messages count. */
export const stageSchema = z.strictObject({
  /** Null switches HOI recognition off in this stage. */
  hoi: pluginConfig.nullable().default({ kind: 'explicit' }),
  /** Null switches pose estimation off in this stage: f_k passes on unchanged. */
  pose: pluginConfig.nullable().default({ kind: 'hoi-guided' }),
  mask: pluginConfig.default({ kind: 'separable' }),
  /** λ_HOI of Eq. 6. */
  lambdaHoi: weight.default(13),
  /** λ_pose of Eq. 6. */
  lambdaPose: weight.default(4),
  // ADR-0007: the paper's loop has 1 and 1.
  /** Factor on the gradient from HOI into the pose features it reads. */
  poseToHoiGradient: factor.default(0),
  /** Factor on the gradient from the mask into the HOI features it reads. */
  hoiToPoseGradient: factor.default(0),
});

const contextSchema = z.strictObject({
  /** Size of the context box in units of the person's. */
  scale: z.number().positive().default(1.7),
  /** Shorter side of the context box, at least, in units of the longer one. */
  minAspect: z.number().min(0).max(1).default(0.7),
  /** Channels to which F is reduced before pooling. */
  channels: z.int().positive().default(16),
});

const roiSchema = z.strictObject({
  /** S. */
  side: z.int().positive().default(7),
  /** Half-pixel corrected RoIAlign; false is the first published form. */
  aligned: z.boolean().default(true),
  /** A wider box around each person for HOI; null: none, as the paper. */
  context: contextSchema.nullable().prefault({}),
});

/** A plugin's config and, beside it, how much the plugin's loss counts. */
const initialPoseSchema = z.looseObject({
  kind: z.string().default('keypoint-block'),
  /** Weight of stage 0's loss. */
  lambda: weight.default(4),
});

/** A plugin's config and, beside it, how much the plugin's loss counts. */
const objectBranchSchema = z.looseObject({
  kind: z.string().default('residual'),
  /** Weight of L_det. */
  lambda: weight.default(1),
});

/** How proposals become detections where the detector only proposes; torchvision's numbers, and a vote. */
const detectionSchema = z.strictObject({
  /** Least score. */
  score: z.number().min(0).max(1).default(0.05),
  /** IoU above which the weaker of two detections of a class is dropped. */
  iou: z.number().gt(0).max(1).default(0.5),
  /** Detections an image. */
  limit: z.int().positive().default(100),
  /** Box voting: IoU from which what is dropped moves the box that it lost to, weighted by its score; null: as torchvision. */
  voting: z.number().gt(0).max(1).nullable().default(0.6),
});

/** The fields of a model's config, to be spread into an experiment's schema. */
export const modelShape = {
  stem: pluginConfig.default({ kind: 'small' }),
  roi: roiSchema.prefault({}),
  /** Stage 0; null: no pose estimation at all. */
  initialPose: initialPoseSchema.nullable().prefault({}),
  stages: z.array(stageSchema).min(1).prefault([{}, {}, {}]),
  /** One set of weights for every stage. */
  shareStages: z.boolean().default(false),
  /** Null: no detection loss, and nobody who could judge proposals. */
  objectBranch: objectBranchSchema
    .nullable()
    .prefault({ kind: 'two-fc', width: 256, aligned: true, beta: 1 / 9, lambda: 40 }),
  detection: detectionSchema.prefault({}),
};

/** What a model is made of, with the defaults that train on the embedded data set. */
export const modelSchema = z.strictObject(modelShape);

export type StageConfig = z.output<typeof stageSchema>;
export type StageInput = z.input<typeof stageSchema>;
export type ModelConfig = z.output<typeof modelSchema>;
export type ModelInput = z.input<typeof modelSchema>;
export type ContextConfig = z.output<typeof contextSchema>;

/** A stage for a config file: what is not given has its default. */
export const stage = (changes: StageInput = {}): StageInput => changes;
