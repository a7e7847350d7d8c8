import { z } from 'zod';
import { outsideFilesOption } from '../outside-files-option';
import { pathOption } from '../path-option';
import { pixelsOption } from '../pixels-option';

const file = z.string().min(1);

/** Options of the data set `hico`. Relative paths of files are relative to `root`. */
export const hicoSchema = z.strictObject({
  /** The folder with the annotations and images; relative to the working directory. */
  root: pathOption,
  /** `anno_bbox.mat`, or one JSON file per split; default: files with the usual names. */
  annotations: z
    .union([
      file.regex(/\.mat$/i, 'a JSON file has one split; write { train: FILE, test: FILE }'),
      z.strictObject({ train: file, test: file }).partial(),
    ])
    .optional(),
  /** `anno.mat` with the image labels; default: the one beside `anno_bbox.mat`, null: none. */
  imageLabels: file.nullable().optional(),
  /** The folder with `train2015` and `test2015`; default: one with a usual name. */
  images: file.optional(),
  /** IoU from which training boxes of the same class are merged to one person or object; null: only equal boxes are. */
  mergeIou: z.number().gt(0).max(1).nullable().default(0.7),
  /** True keeps training images without a located pair; they are left out by default, since their people are not annotated. */
  keepUnlocated: z.boolean().default(false),
  /** Share of the training images that is held out for validation; 0: validation uses the test images. */
  validationShare: z.number().min(0).max(0.9).default(0),
  /** `none`: samples are annotations alone, and no image is looked for; default: `read`. */
  pixels: pixelsOption,
  /** Whether names and links of images may lead out of their folder; default: such an image is an error. */
  outsideFiles: outsideFilesOption,
  /** Skip bad entries, with a warning. */
  skipBad: z.boolean().default(false),
});

export type HicoOptions = z.infer<typeof hicoSchema>;
