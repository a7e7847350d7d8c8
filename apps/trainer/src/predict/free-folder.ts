import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** The folder `name` in `cwd`, or the first of `name-2`, `name-3`, … that does not exist; nothing is created. */
export function freeFolder(name: string, cwd: string): string {
  for (let number = 1; ; number++) {
    const path = resolve(cwd, number === 1 ? name : `${name}-${number}`);
    if (!existsSync(path)) return path;
  }
}
