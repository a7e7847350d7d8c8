import { statSync } from 'node:fs';
import { basename, relative, resolve, sep } from 'node:path';
import { TurboHoiError } from '@turbo-hoi/core';
import { leaveOut, type LeftOut, leftOutLine } from '../input/files-below';
import { imagesBelow } from '../input/image-names';
import { glob, isGlob } from './glob';

/** An input photo. */
export interface Photo {
  /** Unique name in the results, with `/` between folders. */
  readonly name: string;
  /** Path; null: standard input. */
  readonly path: string | null;
}

/** The argument for standard input. */
export const STANDARD_INPUT = '-';

/**
 * The photos of inputs, in order: files, folders including subfolders, patterns, `-`.
 *
 * @param cwd working directory
 * @param leftOut receives what folders hold beside images
 * @throws TurboHoiError `usage` for an input that does not exist or has no images
 */
export function findPhotos(
  inputs: readonly string[],
  cwd: string,
  leftOut: LeftOut = new Map(),
): Photo[] {
  const paths = inputs.flatMap((input) => pathsOf(input, cwd, leftOut));
  const root = commonFolder(paths.flatMap(({ root }) => (root === null ? [] : [root])));
  const photos = new Map<string, Photo>();
  for (const { path } of paths) {
    const name = path === null ? 'stdin' : relative(root, path).replaceAll(sep, '/');
    photos.set(name, { name, path });
  }
  return [...photos.values()];
}

interface FoundPath {
  readonly path: string | null;
  /** The folder that its name is relative to. */
  readonly root: string | null;
}

function pathsOf(input: string, cwd: string, leftOut: LeftOut): FoundPath[] {
  if (input === STANDARD_INPUT) return [{ path: null, root: null }];
  const path = resolve(cwd, input);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory()) return photosBelow(path, leftOut);
  if (stats) return [{ path, root: resolve(path, '..') }];
  if (isGlob(input)) return matching(input, cwd);
  throw new TurboHoiError(
    'usage',
    `--input: there is no ${path}; name an image, a folder, a pattern such as 'photos/*.jpg', or - for standard input.`,
  );
}

function photosBelow(folder: string, leftOut: LeftOut): FoundPath[] {
  const here: LeftOut = new Map();
  const paths = imagesBelow(folder, here);
  for (const [reason, others] of here) for (const path of others) leaveOut(leftOut, reason, path);
  if (paths.length > 0) return paths.map((path) => ({ path, root: folder }));
  const others = leftOutLine(here, (path) => relative(folder, path));
  throw new TurboHoiError(
    'usage',
    `--input: ${folder} has no image (.jpg, .png, .webp, .avif, .gif, .tif) in it or below.${others ? ` ${others}` : ''}`,
  );
}

function matching(pattern: string, cwd: string): FoundPath[] {
  const found = glob(pattern, cwd);
  if (found.length > 0) return found.map((path) => ({ path, root: resolve(path, '..') }));
  throw new TurboHoiError('usage', `--input: no file matches ${pattern} in ${cwd}.`);
}

/** The deepest common folder. */
function commonFolder(folders: readonly string[]): string {
  const [first = '', ...rest] = folders;
  const shared = rest.reduce((common, folder) => {
    const [a, b] = [common.split(sep), folder.split(sep)];
    const differs = a.findIndex((part, i) => part !== b[i]);
    return differs < 0 ? common : a.slice(0, differs).join(sep);
  }, first);
  return shared || sep;
}

/** Prefixes of the photos' file names: without the extension unless two photos would share a prefix. */
export function outputNames(photos: readonly Photo[]): string[] {
  const plain = photos.map(({ name }) => name.replace(/\.\w+$/, ''));
  const counts = new Map<string, number>();
  for (const name of plain) counts.set(name, (counts.get(name) ?? 0) + 1);
  const names = photos.map(({ name }, i) => {
    // Avoids the names of files about all photos.
    const isTaken = counts.get(plain[i])! > 1 || RESERVED.includes(plain[i]);
    return isTaken ? name : plain[i] || basename(name);
  });
  // a.jpg, a.png and a.jpg.png: full names are always distinct.
  return new Set(names).size < names.length ? photos.map(({ name }) => name) : names;
}

const RESERVED = ['index', 'predictions', 'coco', 'triplets'];
