import { datasetInfoSchema } from '@turbo-hoi/datasets';
import { z } from 'zod';

/** Changes whenever an older version of this package could not read a checkpoint. */
export const CHECKPOINT_FORMAT = 2;

/** What can be read; format 1 did not say what the data set was. */
export const READABLE_FORMATS = [1, CHECKPOINT_FORMAT] as const;

const fileSchema = z.strictObject({ bytes: z.number().int(), sha256: z.string() });

/** Where the numbers of a run were computed; another place gives other roundings. */
export const environmentSchema = z.strictObject({
  /** Name of the tensor backend. */
  backend: z.string(),
  /** Its version. */
  version: z.string(),
  /** Processor cores it computes on. */
  cores: z.number().int(),
});

/** `state.json` of a checkpoint. */
export const checkpointStateSchema = z.strictObject({
  format: z.literal(READABLE_FORMATS),
  /** How many steps are done. */
  step: z.number().int().min(0),
  /** Seed of the run; everything random derives from it and the step. */
  seed: z.number().int(),
  /** How many batches were drawn. */
  samplerPosition: z.number().int().min(0),
  environment: environmentSchema,
  /** Versions of the software, by package. */
  versions: z.record(z.string(), z.string()),
  /** The resolved config of the run. */
  config: z.record(z.string(), z.unknown()),
  configHash: z.string(),
  /** What the model knows of its data set; absent in format 1, and where a model knows none. */
  dataset: datasetInfoSchema.optional(),
  /** Length and hash of the other files of the checkpoint, by name. */
  files: z.record(z.string(), fileSchema),
});

export type CheckpointState = z.output<typeof checkpointStateSchema>;
export type Environment = z.output<typeof environmentSchema>;

/** What the writer of a checkpoint says about the run; the rest follows from it. */
export interface CheckpointInfo extends Pick<
  CheckpointState,
  'step' | 'seed' | 'environment' | 'versions' | 'dataset'
> {
  readonly config: object;
}
