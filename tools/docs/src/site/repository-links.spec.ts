import { withRepositoryLinks } from './repository-links';

const pages = new Set(['README.md', 'docs/DATA.md', 'libs/core/README.md']);
const moved = (text: string, file = 'docs/DATA.md') => withRepositoryLinks(text, file, pages);

it('keeps links to pages, headings, images and hosts', () => {
  const text =
    '[a](../README.md#tour) [b](#c) ![d](images/turbo-loop.svg) [e](https://example.org/x)';
  expect(moved(text)).toBe(text);
});

it('leads to the README of a folder that has a page', () => {
  expect(moved('[core](libs/core)', 'README.md')).toBe('[core](libs/core/README.md)');
  expect(moved('[core](../libs/core/)')).toBe('[core](../libs/core/README.md)');
});

it('leads to the repository for files and folders without a page', () => {
  const host = 'https://github.com/turbo-hoi/turbo-hoi';
  expect(moved('[a](../package.json)')).toBe(`[a](${host}/blob/main/package.json)`);
  expect(moved('[a](adr)')).toBe(`[a](${host}/tree/main/docs/adr)`);
  expect(moved('<a href="../LICENSE">a</a>')).toBe(`<a href="${host}/blob/main/LICENSE">a</a>`);
  expect(moved('[a]: ../LICENSE\n')).toBe(`[a]: ${host}/blob/main/LICENSE\n`);
});

it('leaves broken links for the check, and code as it is', () => {
  expect(moved('[a](nowhere.ts)')).toBe('[a](nowhere.ts)');
  const code = '```md\n[a](../package.json)\n```\n';
  expect(moved(code)).toBe(code);
});
