import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORKSPACE } from '../workspace';

/** An entry of a published library: a module of the site. */
export interface Entry {
  /** As it is imported, `@turbo-hoi/core` or `@turbo-hoi/files/node`. */
  readonly name: string;
  /** Its source, from the workspace's root. */
  readonly source: string;
  /** The library's README; null for further entries. */
  readonly readme: string | null;
}

/** Every entry of every published library. @throws Error if a package exports something else */
export function libraryEntries(): Entry[] {
  return readdirSync(join(WORKSPACE, 'libs')).flatMap((lib) => {
    const folder = `libs/${lib}`;
    const manifest = JSON.parse(readFileSync(join(WORKSPACE, folder, 'package.json'), 'utf8'));
    if (manifest.private) return [];
    return Object.keys(manifest.exports)
      .filter((entry) => entry !== './package.json')
      .map((entry) => {
        const source = `${folder}/src/${entry === '.' ? 'index' : entry.slice(2)}.ts`;
        if (!existsSync(join(WORKSPACE, source)))
          throw new Error(`${folder}/package.json exports ${entry}; ${source} does not exist`);
        const readme = entry === '.' ? `${folder}/README.md` : null;
        return { name: manifest.name + entry.slice(1), source, readme };
      });
  });
}
