import { statSync } from 'node:fs';
import { imageFolder, type ImageFolderOptions } from '../images/image-folder';

/**
 * Creates a function from file name to path: in the first existing candidate folder, otherwise in the most likely one.
 *
 * @param candidates folders of a set of images, most likely first
 * @param setOf the image set of a file name
 * @param options of `imageFolder`
 */
export function imageFolders(
  candidates: (set: string) => readonly string[],
  setOf: (fileName: string) => string,
  options: ImageFolderOptions = {},
): (fileName: string) => string {
  const found = new Map<string, (fileName: string) => string>();
  return (fileName) => {
    const set = setOf(fileName);
    let pathOf = found.get(set);
    if (pathOf === undefined) {
      const folder = candidates(set).find(isFolder) ?? candidates(set)[0];
      found.set(set, (pathOf = imageFolder(folder, options)));
    }
    return pathOf(fileName);
  };
}

const isFolder = (path: string) =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
