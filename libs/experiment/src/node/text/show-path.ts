import { relative } from 'node:path';

/** A path for display: the shorter of the relative and the absolute one. */
export function showPath(path: string, cwd = process.cwd()): string {
  const near = relative(cwd, path) || '.';
  return near.length <= path.length ? near : path;
}
