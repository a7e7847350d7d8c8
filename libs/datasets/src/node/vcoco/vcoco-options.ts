import { z } from 'zod';
import { outsideFilesOption } from '../outside-files-option';
import { pathOption } from '../path-option';
import { pixelsOption } from '../pixels-option';

const paths = z.union([pathOption.transform((one) => [one]), z.array(pathOption).min(1)]);

/** Options of the data set `vcoco`. */
export const vcocoSchema = z.strictObject({
  /** The folder with V-COCO's files and, usually, COCO's. */
  root: pathOption,
  /** Folder with `train2014` and `val2014`, or with the images themselves; default: looked for below the root. */
  images: pathOption.optional(),
  /** COCO instances file or files; default: `instances_vcoco_all_2014.json`, or COCO's own two. */
  instances: paths.optional(),
  /** COCO keypoint file or files; default: `person_keypoints_{train,val}2014.json`, if they exist. */
  keypoints: paths.optional(),
  /** Labels of the training split; published results on V-COCO's test set use models trained on `trainval`. */
  train: z.enum(['train', 'trainval']).default('train'),
  /** `none`: samples are annotations alone, and no image is looked for; default: `read`. */
  pixels: pixelsOption,
  /** Whether names and links of images may lead out of their folder; default: such an image is an error. */
  outsideFiles: outsideFilesOption,
  /** Skip bad entries, with a warning. */
  skipBad: z.boolean().default(false),
});

export type VcocoOptions = z.infer<typeof vcocoSchema>;
