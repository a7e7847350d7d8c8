import type { PluginConfig } from '@turbo-hoi/core';
import { augmentSchema } from '@turbo-hoi/datasets';
import { targetChoiceSchema } from '@turbo-hoi/inference';
import { decodeSchema } from '@turbo-hoi/pose-module';
import { scheduleSchema } from '@turbo-hoi/training';
import { modelShape } from '@turbo-hoi/turbo-loop';
import { z } from 'zod';

/** In `init`: the weights of the run's own detector. */
export const OWN_DETECTOR = 'detector';

const pluginConfig = z.looseObject({ kind: z.string() }) as z.ZodType<PluginConfig, PluginConfig>;
const count = z.int().positive();

/** The size of a training step. */
const samplingSchema = z
  .strictObject({
    /** Images per step. */
    images: count.default(8),
    /** R: people per step. */
    people: count.default(16),
    /** P: proposals per step for training the object branch. */
    proposals: count.default(384),
    /** Detected objects per image that are paired with people, where a HOI module needs objects or pairs, and those of a layout. */
    objects: count.default(16),
    /** Maximum share of foreground among the proposals; Fast R-CNN: 0.25. */
    foreground: z.number().min(0).max(1).default(0.5),
    /**
     * Whether labelled but occluded keypoints (COCO's v = 1) have a loss, as in Detectron; false: visible ones (v = 2) only, as the
     * paper words it.
     */
    hiddenKeypoints: z.boolean().default(true),
    /**
     * For stems that read layouts: detections of people without annotated actions, or on nobody, are people without any action; false: they are
     * left out.
     */
    negativePeople: z.boolean().default(false),
    /**
     * For stems that read layouts: shares of the pairs without any action that are kept, each with the weight 1 / share, at most 4; null: all.
     */
    negativePairs: z
      .strictObject({
        /** Of objects other than people, nearer to the person than 0.3 √(area of the person's box). */
        near: z.number().min(0).max(1).default(0.7),
        /** Of the others. */
        far: z.number().min(0).max(1).default(0.15),
        /**
         * Whether pairs with an object on nothing annotated of its class have a loss; false: the probability of a pair is that given a right
         * box, to be multiplied by the box's score.
         */
        falseObjects: z.boolean().default(true),
      })
      .nullable()
      .default(null),
    /**
     * Number of micro-steps per step, each with an equal share of images, people and proposals; their gradients are averaged, as
     * those of the same number of workers would be (ADR-0017).
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
  /** A COCO keypoint file as `annotate` writes it; relative to the working directory. */
  file: z.string(),
  /** Poses with a lower score are dropped. */
  minScore: z.number().min(0).max(1).default(0),
  /** Minimum IoU of a pose with a person to match. */
  matchIou: z.number().min(0).max(1).default(0.5),
});

/** How images are resized for the model, as in Detectron. */
const inputSchema = z.strictObject({
  /** Length of the shorter side in pixels, … */
  shortSide: count,
  /** … reduced so that the longer side does not exceed this. */
  longSide: count,
  /** False: smaller images are not enlarged. */
  upscale: z.boolean().default(true),
});

const trainingSchema = z.strictObject({
  steps: count.default(400),
  /** Steps between two checkpoints; the last step always writes one. */
  checkpointEvery: count.default(100),
  /** Number of newest checkpoints to keep. */
  keepCheckpoints: count.default(2),
  /** Maximum global gradient norm; null: not clipped. */
  clipNorm: z.number().positive().nullable().default(20),
  /** Steps between two progress lines without a terminal. */
  logEvery: count.default(20),
  /** Steps between two validations while training; null: none. */
  validateEvery: count.nullable().default(null),
  /** Steps between two comparisons of the weights of all ranks of a run, by their hashes (docs/MPI.md); null: never. */
  compareWeightsEvery: count.nullable().default(100),
  /** Number of images of a validation: the first of the validation split. */
  validationImages: count.default(60),
});

/** How a run is sized to its data. */
const fitSchema = z.strictObject({
  /** Passes over the training images; `training.steps` is then the most. */
  passes: z.number().positive(),
  /** The fewest steps, for sets of few images. */
  leastSteps: count.default(1),
});

/** How a run trains its own detector before the model, if the detector's config has no weights. */
const detectorTrainingSchema = z.strictObject({
  /** Seed of the detector, separate so that runs with different seeds share the detector. */
  seed: z.int().min(0).default(0),
  steps: count.default(450),
  /** Images per step. */
  images: count.default(4),
  /** Sampled anchors and, for the box head, proposals per image. */
  anchors: count.default(256),
  regions: count.default(64),
  optimizer: pluginConfig.default({ kind: 'adam', weightDecay: 1e-4 }),
  schedule: trainingSchedule.prefault({ learningRate: 0.004 }),
  clipNorm: z.number().positive().nullable().default(20),
  /** Reuse the detector of an earlier run of this user with identical training settings. */
  reuse: z.boolean().default(true),
});

const evaluationSchema = z.strictObject({
  split: z.enum(['validation', 'test']).default('test'),
  /** Number of images of the split; null: all. */
  images: count.nullable().default(null),
  /** The detector of the evaluation, such as one that simulates other errors than those of training; null: `detector`. */
  detector: pluginConfig.nullable().default(null),
  /** Metrics such as `vcoco`, `hico` and `keypoints`; null: those of the data set. */
  metrics: z.array(pluginConfig).min(1).nullable().default(null),
});

/** Everything that determines the result of an experiment. */
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
   * `stages.1.pose` …; `rpn` means the detector's weights. A file may be that of a detector. Paths are relative to the working
   * directory. Parameters that do not fit start randomly.
   */
  init: z.record(z.string(), z.string()).default({}),
  /** Poses of a pose detector for people of the training split without annotated keypoints; null: none. */
  poses: posesSchema.nullable().default(null),
  /** A pose detector whose skeletons `predict` shows beside the model's; null: none. Not used in training. */
  poseDetector: pluginConfig.nullable().default(null),
  /** Parts of the model, named as in `init`, that are not trained. */
  frozen: z.array(z.string()).default([]),
  /** Null: images keep their size. */
  input: inputSchema.nullable().default(null),
  ...modelShape,
  sampling: samplingSchema.prefault({}),
  /** Null: no augmentation. */
  augment: augmentSchema.nullable().prefault({}),
  optimizer: pluginConfig.default({ kind: 'adam', weightDecay: 1e-4 }),
  schedule: trainingSchedule.prefault({}),
  training: trainingSchema.prefault({}),
  /**
   * Sizes steps, checkpoints and validation to the number of training images when the run starts, and evaluates on the held-out split that has
   * images; null: as written.
   */
  fit: fitSchema.nullable().default(null),
  evaluation: evaluationSchema.prefault({}),
  /** How the objects of triplets are chosen and scored; not used in training. */
  targetChoice: targetChoiceSchema.prefault({}),
  /** How heatmaps are decoded to keypoints; not used in training. */
  decoding: decodeSchema.prefault({}),
  /** Packages or files (relative to the config's) with further plugins. */
  plugins: z.array(z.string()).default([]),
});

/** An experiment with every default filled in. */
export type Experiment = z.output<typeof experimentSchema>;

/** An experiment as in a config file, where the file's name is the default of `name`. */
export type ExperimentInput = Partial<z.input<typeof experimentSchema>>;

/** Type-checks a config file; returns its argument. */
export const defineExperiment = (experiment: ExperimentInput): ExperimentInput => experiment;
