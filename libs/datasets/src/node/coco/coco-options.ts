import { z } from 'zod';
import { outsideFilesOption } from '../outside-files-option';
import { pathOption } from '../path-option';

const files = z.strictObject({
  /** Instances file. */
  instances: pathOption.optional(),
  /** Keypoint file of the same images. */
  keypoints: pathOption.optional(),
  /** Folder of the images. */
  images: pathOption.optional(),
});

/** Options of the data set `coco`. */
export const cocoSchema = z.strictObject({
  /** The folder with `annotations` and the images. */
  root: pathOption,
  /** 2014 or 2017; default: the existing one, 2017 if both exist. */
  year: z.literal([2014, 2017]).optional(),
  /** Paths of the training split's files; default: the usual places. */
  train: files.default({}),
  /** Paths for `val`, which is the validation and the test split. */
  validation: files.default({}),
  /** Whether names and links of images may lead out of their folder; default: such an image is an error. */
  outsideFiles: outsideFilesOption,
  /** Skip bad entries, with a warning. */
  skipBad: z.boolean().default(false),
});

export type CocoOptions = z.infer<typeof cocoSchema>;
