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

/** The problem of a link to a host; null: it is well formed. */
function addressFault(target: string): string | null {
  if (!URL.canParse(target)) return `${target}: not an address`;
  return /^(https?|mailto):$/.test(new URL(target).protocol) ? null : `${target}: not https:`;
}

test('finds links of every kind, except in code', () => {
  const text = 'a [b](c.md#d) ![e](f.png) <img width="1" src="g.png">\n\n[h]: i.md\n';
  expect(linkTargets(text)).toEqual(['c.md#d', 'f.png', 'i.md', 'g.png']);
});

test('names a file and a heading that do not exist', () => {
  expect(fault('README.md', 'docs/NOWHERE.md')).toBe('docs/NOWHERE.md: no such file');
  expect(fault('README.md', '#nowhere')).toBe('#nowhere: no such heading');
});

test('names an address that is none', () => {
  expect(addressFault('https://example.org/a?b=c')).toBeNull();
  expect(addressFault('https://')).toBe('https://: not an address');
  expect(addressFault('htps://example.org')).toBe('htps://example.org: not https:');
});

// Addresses are read, not visited.
test.each(pages())('%s: links to hosts are addresses', (page) => {
  const targets = linkTargets(prose(join(WORKSPACE, page)));
  const external = targets.filter((target) => /^[a-z]+:/.test(target));
  expect(external.map(addressFault).filter(Boolean)).toEqual([]);
});

test.each(pages())('%s: relative links point to existing files and headings', (page) => {
  const targets = linkTargets(prose(join(WORKSPACE, page)));
  const relative = targets.filter((target) => !/^[a-z]+:/.test(target));
  expect(relative.map((target) => fault(page, target)).filter(Boolean)).toEqual([]);
});
