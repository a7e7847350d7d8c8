import { type DatasetInfo, type ParameterValue, TurboHoiError } from '@turbo-hoi/core';
import { datasetInfoSchema } from '@turbo-hoi/datasets';
import { decodeSafetensors, encodeSafetensors } from '@turbo-hoi/weights';
import { z } from 'zod';
import { rankingSchema } from '../ranking/ranking';

/** Changes whenever an older version of this package could not read a file. */
export const PHOTO_MODEL_FORMAT = 1;

/** Key of the JSON in a file's metadata. */
const KEY = 'turbo-hoi-photo';

const fields = z.strictObject({
  format: z.literal(PHOTO_MODEL_FORMAT),
  /** The resolved config of the run that trained the model. */
  config: z.record(z.string(), z.unknown()),
  /** Actions, classes and which of them the training split shows together. */
  dataset: datasetInfoSchema,
  /** Name of the training data. */
  trainedOn: z.string(),
  /** The command that made the file. */
  madeBy: z.string(),
  ranking: rankingSchema,
  /** P(action given class): of the training split's pairs with an object of a class, the share with the action, [classes][columns]. */
  prior: z.array(z.array(z.number().min(0).max(1))),
});

const photoModelSchema = fields.superRefine(({ dataset, ranking, prior }, context) => {
  const [classes, columns] = [dataset.objectClasses.length, dataset.actions.columns.length];
  const wrong = (path: string[], message: string) =>
    context.addIssue({ code: 'custom', path, message });
  const { baseRates } = ranking;
  if (baseRates.length !== columns)
    wrong(
      ['ranking', 'baseRates'],
      `has ${baseRates.length} numbers, expected ${columns}, one per action and role`,
    );
  if (prior.length !== classes || prior.some((row) => row.length !== columns))
    wrong(['prior'], `expected ${classes} rows of ${columns} numbers, one row per class`);
});

/** Everything that a photo model's file holds beside its numbers. */
export type PhotoModelInfo = Omit<z.output<typeof fields>, 'dataset'> & {
  readonly dataset: DatasetInfo;
};

export interface PhotoModel {
  readonly info: PhotoModelInfo;
  readonly parameters: ReadonlyMap<string, ParameterValue>;
}

/** A photo model as one safetensors file with half-precision numbers; equal models give equal bytes. */
export function encodePhotoModel({ info, parameters }: PhotoModel): Uint8Array {
  const tensors = new Map(
    [...parameters].map(([name, { shape, data }]) => [
      name,
      { dtype: 'F16' as const, shape, data },
    ]),
  );
  return encodeSafetensors(tensors, { [KEY]: JSON.stringify(info) });
}

/**
 * @param source name of the file, for messages
 * @throws TurboHoiError `checkpoint` for a file that is damaged, of another kind or of another version
 */
export function decodePhotoModel(bytes: Uint8Array, source: string): PhotoModel {
  const { tensors, metadata } = decoded(bytes, source);
  const info = parsedInfo(metadata[KEY], source);
  const parameters = new Map(
    [...tensors].map(([name, { shape, data }]) => [
      name,
      { shape, data: Float32Array.from(data as Float32Array) },
    ]),
  );
  return { info, parameters };
}

function decoded(bytes: Uint8Array, source: string) {
  try {
    return decodeSafetensors(bytes);
  } catch (error) {
    throw unusable(source, (error as Error).message, 'Write it again with photo:train');
  }
}

function parsedInfo(text: string | undefined, source: string): PhotoModelInfo {
  if (text === undefined) {
    throw unusable(
      source,
      'is a safetensors file, but not of a photo model',
      'Pass a file that photo:train wrote',
    );
  }
  const json = parsedJson(text, source);
  if (json.format !== PHOTO_MODEL_FORMAT) {
    throw unusable(
      source,
      `has format ${String(json.format)}, but this version of @turbo-hoi/photo reads format ${PHOTO_MODEL_FORMAT}`,
      'Use the version that wrote it, or train again with photo:train',
    );
  }
  const parsed = photoModelSchema.safeParse(json);
  if (parsed.success) return parsed.data as PhotoModelInfo;
  const [{ path, message }] = parsed.error.issues;
  throw unusable(source, `${path.join('.')}: ${message}`, 'Write it again with photo:train');
}

function parsedJson(text: string, source: string): { readonly format?: unknown } {
  try {
    return Object(JSON.parse(text));
  } catch {
    throw unusable(source, 'its metadata is not JSON', 'Write it again with photo:train');
  }
}

function unusable(source: string, what: string, fix: string): TurboHoiError {
  return new TurboHoiError('checkpoint', `${source}: ${what}. ${fix}.`);
}
