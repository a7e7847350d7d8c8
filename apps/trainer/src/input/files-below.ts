import { type Dirent, readdirSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';

/** What a folder holds that is not read, by reason: paths. */
export type LeftOut = Map<string, string[]>;

/**
 * The files below a folder, sorted. Pipes, sockets and devices, which may never end, and links to folders, which may lead in circles, are left
 * out.
 *
 * @param leftOut receives what is left out
 * @throws an error of the file system
 */
export function filesBelow(folder: string, leftOut: LeftOut): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => ({ entry, path: join(entry.parentPath, entry.name) }))
    .filter(({ entry, path }) => {
      const reason = reasonAgainst(entry, path);
      if (reason !== null) leaveOut(leftOut, reason, path);
      return reason === null;
    })
    .map(({ path }) => path)
    .sort();
}

export function leaveOut(leftOut: LeftOut, reason: string, path: string): void {
  leftOut.set(reason, [...(leftOut.get(reason) ?? []), path]);
}

function reasonAgainst(entry: Dirent, path: string): string | null {
  if (!entry.isSymbolicLink()) return entry.isFile() ? null : NOT_A_FILE;
  const target = targetOf(path);
  if (!target) return 'links that lead nowhere';
  if (target.isDirectory()) return 'links to folders';
  return target.isFile() ? null : NOT_A_FILE;
}

const NOT_A_FILE = 'pipes, sockets or devices';

/** Null for a link to nothing, or to itself. */
function targetOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}

const NAMED = 3;

/** `Left out: 2 that are no images (notes.txt, a.mov); 1 links to folders (more).`; null if nothing is. @param shown how a path is shown */
export function leftOutLine(leftOut: LeftOut, shown: (path: string) => string): string | null {
  if (leftOut.size === 0) return null;
  const parts = [...leftOut].map(([reason, paths]) => {
    const names = paths.slice(0, NAMED).map(shown);
    const more = paths.length > NAMED ? ', …' : '';
    return `${paths.length} ${reason} (${names.join(', ')}${more})`;
  });
  return `Left out: ${parts.join('; ')}.`;
}
