import { datasetInfoSchema } from '@turbo-hoi/datasets';
import { z } from 'zod';

/** Changes whenever an older version of this package could not read a checkpoint. */
export const CHECKPOINT_FORMAT = 2;

/** Readable formats; format 1 has no data set info. */
export const READABLE_FORMATS = [1, CHECKPOINT_FORMAT] as const;

const fileSchema = z.strictObject({ bytes: z.number().int(), sha256: z.string() });

/** The environment of a run; other environments have other rounding errors. */
export const environmentSchema = z.strictObject({
  /** Name of the tensor backend. */
  backend: z.string(),
  /** Its version. */
  version: z.string(),
  /** Number of processor cores. */
  cores: z.number().int(),
});

/** `state.json` of a checkpoint. */
export const checkpointStateSchema = z.strictObject({
  format: z.literal(READABLE_FORMATS),
  /** Number of completed steps. */
  step: z.number().int().min(0),
  /** Seed of the run; everything random derives from it and the step. */
  seed: z.number().int(),
  /** Number of drawn batches. */
  samplerPosition: z.number().int().min(0),
  environment: environmentSchema,
  /** Versions of the software, by package. */
  versions: z.record(z.string(), z.string()),
  /** The resolved config of the run. */
  config: z.record(z.string(), z.unknown()),
  configHash: z.string(),
  /** Info of the model's data set; absent in format 1, and for models without one. */
  dataset: datasetInfoSchema.optional(),
  /** Length and hash of the other files of the checkpoint, by name. */
  files: z.record(z.string(), fileSchema),
});

export type CheckpointState = z.output<typeof checkpointStateSchema>;
export type Environment = z.output<typeof environmentSchema>;

/** The fields of the state that the writer of a checkpoint provides. */
export interface CheckpointInfo extends Pick<
  CheckpointState,
  'step' | 'seed' | 'environment' | 'versions' | 'dataset'
> {
  readonly config: object;
}
