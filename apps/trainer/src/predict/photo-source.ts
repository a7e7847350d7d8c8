import { readdirSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { TurboHoiError } from '@turbo-hoi/core';
import { glob, isGlob } from './glob';

/** A photo to be predicted. */
export interface Photo {
  /** How results call it, with `/` between folders; no two photos have one name. */
  readonly name: string;
  /** Null: standard input. */
  readonly path: string | null;
}

/** What stands for standard input. */
export const STANDARD_INPUT = '-';

const IMAGE_FILE = /\.(jpe?g|png|webp|avif|gif|tiff?)$/i;

/**
 * The photos that inputs mean, in their order: files, folders with those below them, patterns, `-`.
 *
 * @param cwd where the user stands
 * @throws TurboHoiError `usage` for an input that is not there or has no images
 */
export function findPhotos(inputs: readonly string[], cwd: string): Photo[] {
  const paths = inputs.flatMap((input) => pathsOf(input, cwd));
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
  /** The folder from which its name counts. */
  readonly root: string | null;
}

function pathsOf(input: string, cwd: string): FoundPath[] {
  if (input === STANDARD_INPUT) return [{ path: null, root: null }];
  const path = resolve(cwd, input);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory()) return imagesBelow(path);
  if (stats) return [{ path, root: resolve(path, '..') }];
  if (isGlob(input)) return matching(input, cwd);
  throw new TurboHoiError(
    'usage',
    `--input: there is no ${path}; name an image, a folder, a pattern such as 'photos/*.jpg', or - for standard input.`,
  );
}

function imagesBelow(folder: string): FoundPath[] {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && IMAGE_FILE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  if (names.length > 0) return names.map((path) => ({ path, root: folder }));
  throw new TurboHoiError(
    'usage',
    `--input: ${folder} has no image (.jpg, .png, .webp, .avif, .gif, .tif) in it or below.`,
  );
}

function matching(pattern: string, cwd: string): FoundPath[] {
  const found = glob(pattern, cwd);
  if (found.length > 0) return found.map((path) => ({ path, root: resolve(path, '..') }));
  throw new TurboHoiError('usage', `--input: no file matches ${pattern} as seen from ${cwd}.`);
}

/** The deepest folder above all. */
function commonFolder(folders: readonly string[]): string {
  const [first = '', ...rest] = folders;
  const shared = rest.reduce((common, folder) => {
    const [a, b] = [common.split(sep), folder.split(sep)];
    const differs = a.findIndex((part, i) => part !== b[i]);
    return differs < 0 ? common : a.slice(0, differs).join(sep);
  }, first);
  return shared || sep;
}

/** The beginning of the names of a photo's files: without its extension where no other photo's is the same. */
export function outputNames(photos: readonly Photo[]): string[] {
  const plain = photos.map(({ name }) => name.replace(/\.\w+$/, ''));
  const counts = new Map<string, number>();
  for (const name of plain) counts.set(name, (counts.get(name) ?? 0) + 1);
  const names = photos.map(({ name }, i) => {
    // What is called as a file of ours would be in its way.
    const isTaken = counts.get(plain[i])! > 1 || RESERVED.includes(plain[i]);
    return isTaken ? name : plain[i] || basename(name);
  });
  // a.jpg, a.png and a.jpg.png: whole names are never the same.
  return new Set(names).size < names.length ? photos.map(({ name }) => name) : names;
}

const RESERVED = ['index', 'predictions'];
