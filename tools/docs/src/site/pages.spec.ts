import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { WORKSPACE } from '../workspace';
import { libraryEntries } from './libraries';
import { filesOf, pageGroups } from './pages';

const names = (folder: string, recursive = false) =>
  readdirSync(join(WORKSPACE, folder), { recursive, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));

/** The Markdown files of the workspace that are for readers. */
const written = [
  ...names('.'),
  ...names('docs', true),
  ...names('examples'),
  ...['examples', 'libs', 'apps', 'tools'].flatMap((group) =>
    readdirSync(join(WORKSPACE, group), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name }) => names(join(group, name))),
  ),
];

const listed = [
  'README.md',
  ...pageGroups().flatMap(({ pages }) => pages.flatMap(filesOf)),
  ...libraryEntries().flatMap(({ readme }) => readme ?? []),
];

test('every Markdown file is a page', () => {
  expect(written.filter((file) => !listed.includes(file))).toEqual([]);
});

test('every page has a file, and a title of its own', () => {
  expect(listed.filter((file) => !existsSync(join(WORKSPACE, file)))).toEqual([]);
  const titles = pageGroups().flatMap(({ pages }) => pages.map(({ title }) => title));
  expect(new Set(titles).size).toBe(titles.length);
});

test('a library is a module, and what needs Node another', () => {
  const entries = libraryEntries().filter(({ name }) => name.startsWith('@turbo-hoi/files'));
  expect(entries).toEqual([
    {
      name: '@turbo-hoi/files',
      source: 'libs/files/src/index.ts',
      readme: 'libs/files/README.md',
    },
    { name: '@turbo-hoi/files/node', source: 'libs/files/src/node.ts', readme: null },
  ]);
});
