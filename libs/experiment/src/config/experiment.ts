import type { PluginConfig } from '@turbo-hoi/core';
import { augmentSchema } from '@turbo-hoi/datasets';
import { targetChoiceSchema } from '@turbo-hoi/inference';
import { decodeSchema } from '@turbo-hoi/pose-module';
import { scheduleSchema } from '@turbo-hoi/training';
import { modelShape } from '@turbo-hoi/turbo-loop';
import { z } from 'zod';

/** In `init`: the weights of the run's detector, wherever they are. */
export const OWN_DETECTOR = 'detector';

const pluginConfig = z.looseObject({ kind: z.string() }) as z.ZodType<PluginConfig, PluginConfig>;
const count = z.int().positive();

/** How large a training step is. */
const samplingSchema = z
  .strictObject({
    /** Images a step. */
    images: count.default(8),
    /** R: people a step. */
    people: count.default(16),
    /** P: proposals a step on which the object branch is trained. */
    proposals: count.default(384),
    /** Detected objects an image that people are paired with, where a HOI module needs objects or pairs. */
    objects: count.default(16),
    /** Largest share of foreground among the proposals; Fast R-CNN: 0.25. */
    foreground: z.number().min(0).max(1).default(0.5),
    /**
     * Whether keypoints that are labelled though hidden (COCO's v = 1) have a loss, as in Detectron; false: only those that can be seen
     * (v = 2), as the paper's words have it.
     */
    hiddenKeypoints: z.boolean().default(true),
    /**
     * In how many micro-steps a step is done, each with its share of images, people and proposals; their gradients are
     * averaged, as those of so many workers would be (ADR-0017).
     */
    accumulate: count.default(1),
  })
  .refine(
    ({ accumulate, images, people, proposals }) =>
      [images, people, proposals].every((size) => size % accumulate === 0),
    { path: ['accumulate'], error: 'expected a divisor of images, people and proposals' },
  );

const { shape } = scheduleSchema;
const trainingSchedule = scheduleSchema.extend({
  learningRate: shape.learningRate.default(0.002),
  warmupSteps: shape.warmupSteps.default(50),
  milestones: shape.milestones.default([0.77]),
});

/** The paper's semiautomatic annotation: see `withPoses` of @turbo-hoi/datasets. */
const posesSchema = z.strictObject({
  /** A COCO keypoint file as `annotate` writes it; its path counts from where the command runs. */
  file: z.string(),
  /** Poses of a lower score are left out. */
  minScore: z.number().min(0).max(1).default(0),
  /** Overlap from which a pose may be a person's. */
  matchIou: z.number().min(0).max(1).default(0.5),
});

/** How images are brought to the size at which the model sees them, as Detectron does. */
const inputSchema = z.strictObject({
  /** The shorter side in pixels … */
  shortSide: count,
  /** … unless the longer one would exceed this. */
  longSide: count,
  /** False: smaller images stay as they are. */
  upscale: z.boolean().default(true),
});

const trainingSchema = z.strictObject({
  steps: count.default(400),
  /** Steps between two checkpoints; the last step always gets one. */
  checkpointEvery: count.default(100),
  /** How many of the newest checkpoints stay. */
  keepCheckpoints: count.default(2),
  /** Largest norm of the whole gradient; null: not clipped. */
  clipNorm: z.number().positive().nullable().default(20),
  /** Steps between two lines of progress where there is no terminal. */
  logEvery: count.default(20),
});

/** How a run trains its detector first, where the detector's config leaves that to the run. */
const detectorTrainingSchema = z.strictObject({
  /** Of its own, so that runs with other seeds have the same detector. */
  seed: z.int().min(0).default(0),
  steps: count.default(450),
  /** Images a step. */
  images: count.default(4),
  /** Anchors and, for the box head, proposals an image from which a step learns. */
  anchors: count.default(256),
  regions: count.default(64),
  optimizer: pluginConfig.default({ kind: 'adam', weightDecay: 1e-4 }),
  schedule: trainingSchedule.prefault({ learningRate: 0.004 }),
  clipNorm: z.number().positive().nullable().default(20),
  /** Take the detector of an earlier run of this user that was trained in just this way. */
  reuse: z.boolean().default(true),
});

const evaluationSchema = z.strictObject({
  split: z.enum(['validation', 'test']).default('test'),
  /** How many images of the split; null: all. */
  images: count.nullable().default(null),
  /** What stages are scored by, such as `vcoco`, `hico` and `keypoints`; null: by what the data set names. */
  metrics: z.array(pluginConfig).nullable().default(null),
});

/** Everything that decides what an experiment computes. */
export const experimentSchema = z.strictObject({
  /** Names the run folder. */
  name: z.string().regex(/^[\w.-]+$/, 'expected letters, digits, ".", "_" and "-" only'),
  /** Source of all randomness. */
  seed: z.int().min(0).default(0),
  dataset: pluginConfig.default({ kind: 'synthetic' }),
  detector: pluginConfig.default({ kind: 'small-faster-rcnn' }),
  detectorTraining: detectorTrainingSchema.prefault({}),
  /**
   * Runs, checkpoint folders or `.safetensors` files from which parts of the model start: `model`, `stem`, `hoi`, `pose`, `mask`, `objectBranch`,
   * `stages.1.pose` …; `rpn` means the detector's weights. A file may be that of a detector. Paths count from where the command
   * runs. What does not fit starts afresh.
   */
  init: z.record(z.string(), z.string()).default({}),
  /** Poses of a detector for people of the training split whose keypoints nobody annotated; null: none. */
  poses: posesSchema.nullable().default(null),
  /** What finds the skeletons that `predict` shows beside the model's; null: nothing. Training does without. */
  poseDetector: pluginConfig.nullable().default(null),
  /** Parts of the model, named as in `init`, that are not trained. */
  frozen: z.array(z.string()).default([]),
  /** Null: images are shown in their own size. */
  input: inputSchema.nullable().default(null),
  ...modelShape,
  sampling: samplingSchema.prefault({}),
  /** Null: images are shown as they are. */
  augment: augmentSchema.nullable().prefault({}),
  optimizer: pluginConfig.default({ kind: 'adam', weightDecay: 1e-4 }),
  schedule: trainingSchedule.prefault({}),
  training: trainingSchema.prefault({}),
  evaluation: evaluationSchema.prefault({}),
  /** How the objects of triplets are chosen and scored; training does without. */
  targetChoice: targetChoiceSchema.prefault({}),
  /** How heatmaps become keypoints; training does without. */
  decoding: decodeSchema.prefault({}),
  /** Packages or files (relative to the config's) with further plugins. */
  plugins: z.array(z.string()).default([]),
});

/** An experiment with every default filled in. */
export type Experiment = z.output<typeof experimentSchema>;

/** An experiment as a config file gives it; the file's name is the default of `name`. */
export type ExperimentInput = Partial<z.input<typeof experimentSchema>>;

/** Checks a config file's types where it is written. */
export const defineExperiment = (experiment: ExperimentInput): ExperimentInput => experiment;
