import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkSite } from './check-site';

const folder = mkdtempSync(join(tmpdir(), 'docs-site-'));
afterAll(() => rmSync(folder, { recursive: true }));

function faultsOf(files: Readonly<Record<string, string>>) {
  rmSync(folder, { recursive: true, force: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return checkSite(folder);
}

it('follows links inside the site, and counts them', () => {
  const site = {
    'index.html': '<a href="pages/a.html#x">a</a> <a href="#y">y</a> <p id="y">',
    'pages/a.html': '<h1 id="x"></h1><a href="../index.html">up</a>',
  };
  expect(faultsOf(site)).toEqual({ pages: 2, links: 3, broken: [], requests: [] });
});

it('names broken links: no file, a folder, no anchor', () => {
  const page =
    '<a href="b.html">1</a><a href="pages/">2</a><a href="a.html#no">3</a><img src="c.png">';
  expect(faultsOf({ 'a.html': page, 'pages/p.html': '' }).broken).toEqual([
    'a.html: b.html: no such file',
    'a.html: pages/: no such file',
    'a.html: a.html#no: no such anchor',
    'a.html: c.png: no such file',
  ]);
});

it('reads the addresses of links to hosts without visiting them', () => {
  const page =
    '<a href="https://example.org/a">1</a><a href="https://">2</a><a href="ftp://example.org">3</a>' +
    '<a href="https://example">4</a>';
  expect(faultsOf({ 'a.html': page }).broken).toEqual([
    'a.html: https://: not an address',
    'a.html: ftp://example.org: ftp: instead of https:',
    'a.html: https://example: no host',
  ]);
});

it.each([
  ['a script', 'a.html', '<script src="https://example.org/a.js"></script>'],
  ['an image', 'a.html', '<img src="//example.org/a.png">'],
  ['a style', 'a.html', '<link rel="stylesheet" href="https://example.org/a.css">'],
  ['a font of a style sheet', 'a.css', '@font-face { src: url("https://example.org/a.woff2"); }'],
  ['an imported style sheet', 'a.css', '@import "https://example.org/a.css";'],
  ['an image of a drawing', 'a.svg', '<svg><image href="https://example.org/a.png"/></svg>'],
  ['what a script fetches', 'a.js', 'fetch("https://example.org/a.json")'],
])('names %s that would be loaded from a host', (_, name, text) => {
  expect(faultsOf({ [name]: text }).requests).toEqual([
    expect.stringMatching(`^${name}: (https:)?//example.org/a`),
  ]);
});
