import { statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Creates a function from file name to path: in the first existing candidate folder, otherwise in the most likely one.
 *
 * @param candidates folders of a set of images, most likely first
 * @param setOf the image set of a file name
 */
export function imageFolders(
  candidates: (set: string) => readonly string[],
  setOf: (fileName: string) => string,
): (fileName: string) => string {
  const found = new Map<string, string>();
  return (fileName) => {
    const set = setOf(fileName);
    const folder = found.get(set) ?? candidates(set).find(isFolder) ?? candidates(set)[0];
    found.set(set, folder);
    return join(folder, fileName);
  };
}

const isFolder = (path: string) =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
