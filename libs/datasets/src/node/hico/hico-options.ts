import { z } from 'zod';
import { pathOption } from '../path-option';

const file = z.string().min(1);

/** Where a HICO-DET data set is, and how it is read. Relative paths of files are looked for in `root`. */
export const hicoSchema = z.strictObject({
  /** The folder with the annotations and images; relative to the working directory. */
  root: pathOption,
  /** `anno_bbox.mat`, or a JSON file a split; found by their usual names if absent. */
  annotations: z
    .union([
      file.regex(/\.mat$/i, 'a JSON file has one split; write { train: FILE, test: FILE }'),
      z.strictObject({ train: file, test: file }).partial(),
    ])
    .optional(),
  /** `anno.mat` with the labels of whole images; found beside `anno_bbox.mat` if absent, null: do not read it. */
  imageLabels: file.nullable().optional(),
  /** The folder with `train2015` and `test2015`; found by its usual names if absent. */
  images: file.optional(),
  /** Training boxes of one class that overlap at least so much are one person or object; null: only equal ones are. */
  mergeIou: z.number().gt(0).max(1).nullable().default(0.7),
  /** Training images without a located pair are left out, since their people are not annotated; true keeps them. */
  keepUnlocated: z.boolean().default(false),
  /** Share of the training images that is held out for validation; at 0 the test images are validated on. */
  validationShare: z.number().min(0).max(0.9).default(0),
  /** Go on without bad entries. */
  skipBad: z.boolean().default(false),
});

export type HicoOptions = z.infer<typeof hicoSchema>;
