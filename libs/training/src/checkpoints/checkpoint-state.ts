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
  config: z.unknown(),
  configHash: z.string(),
  /** What the model knows of its data set; absent in format 1, and where a model knows none. */
  dataset: datasetInfoSchema.optional(),
  /** Length and hash of the other files of the checkpoint, by name. */
  files: z.record(z.string(), fileSchema),
});

export type CheckpointState = z.output<typeof checkpointStateSchema>;
export type Environment = z.output<typeof environmentSchema>;

/** What the writer of a checkpoint says about the run; the rest follows from it. */
export type CheckpointInfo = Pick<
  CheckpointState,
  'step' | 'seed' | 'environment' | 'versions' | 'config' | 'dataset'
>;

/** A warning if a run resumed here will not repeat the numbers of the run that was interrupted; null: it will. */
export function environmentWarning(before: Environment, now: Environment): string | null {
  const names = {
    backend: 'backend',
    version: 'backend version',
    cores: 'number of cores',
  } as const;
  const changes = (Object.keys(names) as (keyof Environment)[])
    .filter((key) => before[key] !== now[key])
    .map((key) => `${names[key]} ${before[key]} → ${now[key]}`);
  if (changes.length === 0) return null;
  return `Resumed in another environment (${changes.join(', ')}): losses will differ slightly from an uninterrupted run.`;
}
