import { statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Says where an image is, given the candidates for its folder; without any of these, where it should be.
 *
 * @param candidates folders of a set of images, most likely first
 * @param setOf the set that a file name tells
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
