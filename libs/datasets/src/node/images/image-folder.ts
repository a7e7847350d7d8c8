import { type DatasetContext, TurboHoiError } from '@turbo-hoi/core';
import { existsSync, realpathSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { similarFiles } from './similar-files';

/** How many similar files a message names. */
const SHOWN = 3;

export interface ImageFolderOptions {
  /** Whether names and links may lead out of the root; default: such an image is an error. */
  readonly outsideFiles?: boolean;
  /** Folder that images must be in; default: the folder itself. */
  readonly root?: string;
  readonly warn?: DatasetContext['warn'];
}

/**
 * A function from the name of an image in annotations to its path in a folder. A name that is missing, but differs from one file
 * alone by case, Unicode form, slashes, `%20`, spaces around it or the folders before it, is that file, with one warning a folder.
 */
export function imageFolder(
  folder: string,
  { outsideFiles = false, root = folder, warn }: ImageFolderOptions = {},
): (name: string) => string {
  let warned = false;
  let realRoot: string | null = null;
  const check = (path: string, name: string) => {
    if (outsideFiles) return path;
    if (leaves(root, path)) throw outside(root, name, 'its name leads out of it');
    const real = realpathOf(path);
    realRoot ??= realpathOf(root);
    if (real !== null && realRoot !== null && leaves(realRoot, real)) {
      throw outside(root, name, `it is a link to ${real}`);
    }
    return path;
  };
  return (name) => {
    const path = isAbsolute(name) ? name : join(folder, name);
    if (existsSync(path)) return check(path, name);
    const { same, elsewhere } = similarFiles(folder, name);
    if (same.length === 1) {
      const found = check(join(folder, same[0]), name);
      if (!warned) {
        warn?.(
          `${folder}: has no ${JSON.stringify(name)}; ${JSON.stringify(same[0])} is used, and so are other files ` +
            'whose names differ only so. Correct the names in the annotations.',
        );
      }
      warned = true;
      return found;
    }
    const similar = [...same, ...elsewhere];
    if (similar.length > 0) throw ambiguous(path, similar);
    // The reader reports that there is no such file.
    return leaves(root, path) ? check(path, name) : path;
  };
}

function leaves(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
}

function realpathOf(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}

function outside(root: string, name: string, why: string): TurboHoiError {
  return new TurboHoiError(
    'data',
    `image ${JSON.stringify(name)} is outside of ${root}: ${why}. Put it there, or set the data set's option outsideFiles=true.`,
  );
}

function ambiguous(path: string, similar: readonly string[]): TurboHoiError {
  const names = similar.slice(0, SHOWN).map((name) => JSON.stringify(name));
  const more = similar.length > SHOWN ? ` and ${similar.length - SHOWN} more` : '';
  return new TurboHoiError(
    'io',
    `${path}: there is no such file, but ${names.join(', ')}${more} ${similar.length > 1 ? 'are' : 'is'} similar; correct the name in the annotations.`,
  );
}
