import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { WORKSPACE } from '../public-libs';

/** Every Markdown file of the workspace, except inputs of cases, relative to its root. */
export function pages(): string[] {
  const below = (folder: string) =>
    readdirSync(join(WORKSPACE, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((name) => name.endsWith('.md') && !LEFT_OUT.test(name));
  const atRoot = readdirSync(WORKSPACE).filter((name) => name.endsWith('.md'));
  return [...atRoot, ...['docs', 'examples', 'libs', 'apps', 'tools'].flatMap(below)].sort();
}

const LEFT_OUT = /(^|\/)(node_modules|dist|out-tsc|runs|cases)\//;
