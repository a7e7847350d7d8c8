import { randomUUID } from 'node:crypto';
import { basename, dirname, join } from 'node:path';

/** Temporary name of a file or folder while it is written, in the same folder: `.tmp-<pid>-<random>-<name>`. */
export function temporaryPath(path: string): string {
  const random = randomUUID().slice(0, 8);
  // File names have at most 255 bytes, and a letter up to three of them.
  const name = basename(path).slice(-LETTERS);
  return join(dirname(path), `${PREFIX}${process.pid}-${random}-${name}`);
}

/** Id of the process that created a temporary file or folder; undefined for other names. */
export function temporaryOwner(name: string): number | undefined {
  const pid = /^\.tmp-([1-9]\d*)-[0-9a-f]{8}-/.exec(name)?.[1];
  return pid === undefined ? undefined : Number(pid);
}

/**
 * Whether a name is that of a temporary file or folder, including names of older versions: `a.json.tmp-7`,
 * `a.json.7.tmp`.
 */
export function isTemporary(name: string): boolean {
  return name.startsWith(PREFIX) || /\.tmp-\d+$|\.\d+(-[0-9a-f]{8})?\.tmp$/.test(name);
}

// All versions treat names with this prefix in a checkpoint folder as leftovers of an interrupted write.
const PREFIX = '.tmp-';
const LETTERS = 60;
