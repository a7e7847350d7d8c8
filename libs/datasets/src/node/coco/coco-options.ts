import { z } from 'zod';
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
  /** 2014 or 2017; default: the one that is there, 2017 if both are. */
  year: z.literal([2014, 2017]).optional(),
  /** Where the training images' files are, as far as they are not in the usual places. */
  train: files.default({}),
  /** The same for `val`, which is the validation and the test split. */
  validation: files.default({}),
  /** Goes on without bad entries, with a warning. */
  skipBad: z.boolean().default(false),
});

export type CocoOptions = z.infer<typeof cocoSchema>;
