import { randomUUID } from 'node:crypto';
import { basename, dirname, join } from 'node:path';

/** The name, beside its own, that a file or folder has while it is written: `.tmp-<pid>-<random>-<name>`. */
export function temporaryPath(path: string): string {
  const random = randomUUID().slice(0, 8);
  // A file system takes 255 bytes, and a letter of the name up to three of them.
  const name = basename(path).slice(-LETTERS);
  return join(dirname(path), `${PREFIX}${process.pid}-${random}-${name}`);
}

/** The process that made a temporary file or folder; undefined for other names. */
export function temporaryOwner(name: string): number | undefined {
  const pid = /^\.tmp-([1-9]\d*)-[0-9a-f]{8}-/.exec(name)?.[1];
  return pid === undefined ? undefined : Number(pid);
}

/** Whether a name is one of a temporary file or folder, also as older versions named them: `a.json.tmp-7`, `a.json.7.tmp`. */
export function isTemporary(name: string): boolean {
  return name.startsWith(PREFIX) || /\.tmp-\d+$|\.\d+(-[0-9a-f]{8})?\.tmp$/.test(name);
}

// Every version takes what begins with this, in a folder of checkpoints, for what an interrupted write left.
const PREFIX = '.tmp-';
const LETTERS = 60;
