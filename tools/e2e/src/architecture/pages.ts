import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { WORKSPACE } from '../public-libs';

/** The documentation pages, relative to the workspace's root. */
export function pages(): string[] {
  const docs = readdirSync(join(WORKSPACE, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`);
  const readmes = ['libs', 'apps', 'tools']
    .flatMap((folder) =>
      readdirSync(join(WORKSPACE, folder)).map((name) => `${folder}/${name}/README.md`),
    )
    .filter((path) => existsSync(join(WORKSPACE, path)));
  return ['README.md', 'CONTRIBUTING.md', ...docs.sort(), ...readmes];
}
