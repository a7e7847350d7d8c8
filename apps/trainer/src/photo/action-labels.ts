import { readFile } from 'node:fs/promises';
import { checkDepth, TurboHoiError, type XyxyBox } from '@turbo-hoi/core';
import { z } from 'zod';
import { refusePipe } from '@turbo-hoi/formats/node';

const box = z.tuple([z.number(), z.number(), z.number(), z.number()]);

const labelSchema = z.looseObject({
  file: z.string(),
  /** Name of the action in its own data set, for tables. */
  action: z.string(),
  /** V-COCO's verbs that name it. */
  verbs: z.array(z.string()).min(1),
  /** Verbs that are true of such a picture as well. */
  alsoTrue: z.array(z.string()).default([]),
  /** COCO's classes that may take part. */
  objects: z.array(z.string()).min(1),
  personBox: box,
});

/** One labelled person in a photo. */
export type ActionLabel = z.output<typeof labelSchema> & { readonly personBox: XyxyBox };

/** @throws TurboHoiError `io` or `data` for a file that is no list of labels */
export async function readActionLabels(path: string): Promise<ActionLabel[]> {
  let json: unknown;
  refusePipe(path);
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new TurboHoiError('io', `${path}: cannot be read: ${(cause as Error).message}.`, {
      cause,
    });
  }
  checkDepth(json, path, 'data');
  const list = Array.isArray(json) ? json : ((json as { images?: unknown })?.images ?? json);
  const parsed = z.array(labelSchema).min(1).safeParse(list);
  if (parsed.success) return parsed.data;
  const [{ path: place, message }] = parsed.error.issues;
  throw new TurboHoiError('data', `${path}: ${place.join('.')}: ${message}.`);
}
