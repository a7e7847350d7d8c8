import { basename, dirname, resolve } from 'node:path';
import { z } from 'zod';
import { outsideFilesOption } from '../outside-files-option';
import { pixelsOption } from '../pixels-option';

/** Options of the data set `custom`. */
export const customDatasetSchema = z
  .strictObject({
    /** The folder of the data set, or its JSON file. */
    root: z.string().min(1),
    /** The JSON file, relative to `root`. */
    annotations: z.string().min(1).default('dataset.json'),
    /** Folder that `file` of an image is relative to; default: the folder of the JSON file. */
    images: z.string().min(1).optional(),
    /** Whether opening the data set checks that all image files exist. */
    checkFiles: z.boolean().default(true),
    /** `none`: samples are annotations alone, and no image is looked for; default: `read`. */
    pixels: pixelsOption,
    /** Whether names and links of images may lead out of their folder; default: such an image is an error. */
    outsideFiles: outsideFilesOption,
    /** Skip images with faults, with a warning. */
    skipBad: z.boolean().default(false),
  })
  .transform(({ root, annotations, images, ...rest }) => {
    const isFile = root.endsWith('.json');
    const folder = resolve(isFile ? dirname(root) : root);
    const file = resolve(folder, isFile ? basename(root) : annotations);
    return {
      ...rest,
      root: folder,
      annotations: file,
      images: images === undefined ? dirname(file) : resolve(folder, images),
    };
  });

export type CustomDatasetOptions = z.infer<typeof customDatasetSchema>;
