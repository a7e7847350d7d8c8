import { isAbsolute, relative } from 'node:path';

/** The folder of the data set where the images are in it, else that of the images: what names may not lead out of. */
export function commonRoot(root: string, images: string): string {
  const way = relative(root, images);
  return way.startsWith('..') || isAbsolute(way) ? images : root;
}
