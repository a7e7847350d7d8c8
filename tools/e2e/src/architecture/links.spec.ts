import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { WORKSPACE } from '../public-libs';
import { anchors, linkTargets, prose } from './markdown';
import { pages } from './pages';

/** The problem of a link; null: it is valid. */
function fault(page: string, target: string): string | null {
  const [path, anchor] = target.split('#');
  const file = path === '' ? join(WORKSPACE, page) : join(WORKSPACE, dirname(page), path);
  if (!existsSync(file)) return `${target}: no such file`;
  if (anchor === undefined) return null;
  if (statSync(file).isDirectory()) return `${target}: a folder; name its README.md`;
  return anchors(prose(file)).has(anchor) ? null : `${target}: no such heading`;
}

test('finds links of every kind, except in code', () => {
  const text = 'a [b](c.md#d) ![e](f.png) <img width="1" src="g.png">\n\n[h]: i.md\n';
  expect(linkTargets(text)).toEqual(['c.md#d', 'f.png', 'i.md', 'g.png']);
});

test('names a file and a heading that do not exist', () => {
  expect(fault('README.md', 'docs/NOWHERE.md')).toBe('docs/NOWHERE.md: no such file');
  expect(fault('README.md', '#nowhere')).toBe('#nowhere: no such heading');
});

test.each(pages())('%s: relative links point to existing files and headings', (page) => {
  const targets = linkTargets(prose(join(WORKSPACE, page)));
  const relative = targets.filter((target) => !/^[a-z]+:/.test(target));
  expect(relative.map((target) => fault(page, target)).filter(Boolean)).toEqual([]);
});
