import { basename, dirname, resolve } from 'node:path';
import { z } from 'zod';

/** Where a data set of our own format is. */
export const customDatasetSchema = z
  .strictObject({
    /** The folder of the data set, or its JSON file. */
    root: z.string().min(1),
    /** The JSON file, relative to `root`. */
    annotations: z.string().min(1).default('dataset.json'),
    /** What `file` of an image is relative to; the JSON file's folder if absent. */
    images: z.string().min(1).optional(),
    /** Whether to look for all image files when the data set is opened. */
    checkFiles: z.boolean().default(true),
    /** Go on without the images that something is wrong with. */
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
