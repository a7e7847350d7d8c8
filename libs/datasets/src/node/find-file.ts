import { TurboHoiError } from '@turbo-hoi/core';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Returns the first of these paths below a folder that exists; null if none does. */
export function findFile(root: string, paths: readonly string[]): string | null {
  return paths.map((path) => join(root, path)).find((path) => existsSync(path)) ?? null;
}

/** @param what for example `COCO instances file` */
export function notFound(
  root: string,
  what: string,
  paths: readonly string[],
  advice: string,
): TurboHoiError {
  const places = [...new Set(paths)].map((path) => `\n  ${path}`).join('');
  return new TurboHoiError('io', `${root}: has no ${what}. Looked for:${places}\n${advice}`);
}
