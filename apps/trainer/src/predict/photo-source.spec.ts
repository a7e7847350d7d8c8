import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { temporaryFolder } from '@turbo-hoi/testing';
import type { LeftOut } from '../input/files-below';
import { glob } from './glob';
import { findPhotos, outputNames } from './photo-source';

const folder = temporaryFolder();

beforeAll(() => {
  for (const name of ['a.jpg', 'b [1].PNG', 'c.txt', 'x/a.jpg', 'x/y/d.jpeg', 'x/y/e.jpg']) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), '');
  }
});

const found = (pattern: string) =>
  glob(pattern, folder).map((path) => path.slice(folder.length + 1));
const names = (...inputs: string[]) => findPhotos(inputs, folder).map(({ name }) => name);

test.each([
  ['*.jpg', ['a.jpg']],
  ['*', ['a.jpg', 'b [1].PNG', 'c.txt']],
  ['x/*/*.jp?(e)g', []],
  ['x/*/*.jp*g', ['x/y/d.jpeg', 'x/y/e.jpg']],
  ['**/*.jpg', ['a.jpg', 'x/a.jpg', 'x/y/e.jpg']],
  ['x/**', ['x/a.jpg', 'x/y/d.jpeg', 'x/y/e.jpg']],
  ['?.{jpg,txt}', ['a.jpg', 'c.txt']],
  ['[!a].*', ['c.txt']],
  ['b *', ['b [1].PNG']],
  ['absent/*', []],
  ['a+jpg*', []],
])('%s', (pattern, expected) => {
  expect(found(pattern)).toEqual(expected);
  expect(glob(join(folder, pattern), '/')).toEqual(expected.map((name) => join(folder, name)));
});

test('parentheses and a leading ! are literal, and links are followed', () => {
  const other = join(folder, '..', `${basename(folder)}-other`);
  mkdirSync(join(other, 'holiday (1)'), { recursive: true });
  for (const name of ['!e.jpg', '.f.jpg', 'holiday (1)/c (2).jpg'])
    writeFileSync(join(other, name), '');
  symlinkSync('!e.jpg', join(other, 'g.jpg'));
  symlinkSync('absent', join(other, 'h.jpg'));
  symlinkSync('holiday (1)', join(other, 'i'));
  const all = (pattern: string) => glob(pattern, other).map((path) => relative(other, path));
  expect(all('*.jpg')).toEqual(['!e.jpg', '.f.jpg', 'g.jpg']);
  expect(all('!e*')).toEqual(['!e.jpg']);
  expect(all('holiday (1)/c (*')).toEqual(['holiday (1)/c (2).jpg']);
  expect(all('i/**')).toEqual(['i/c (2).jpg']);
  rmSync(other, { recursive: true });
});

test('a folder stands for its images, including subfolders', () => {
  expect(names('.')).toEqual(['a.jpg', 'b [1].PNG', 'x/a.jpg', 'x/y/d.jpeg', 'x/y/e.jpg']);
});

test('an existing file with pattern characters in its name is that file', () => {
  expect(names('b [1].PNG')).toEqual(['b [1].PNG']);
});

test('names are relative to the common folder of all inputs, and each photo is listed once', () => {
  expect(names('x/y/e.jpg', 'x/**/*.jpg')).toEqual(['y/e.jpg', 'a.jpg']);
  expect(names('-', 'a.jpg')).toEqual(['stdin', 'a.jpg']);
});

test('result names have no extension unless two would be the same', () => {
  const of = (...list: string[]) => outputNames(list.map((name) => ({ name, path: name })));
  expect(of('a.jpg', 'x/a.jpg')).toEqual(['a', 'x/a']);
  expect(of('a.jpg', 'a.png', 'b')).toEqual(['a.jpg', 'a.png', 'b']);
  expect(of('a.jpg', 'a.png', 'a.jpg.png')).toEqual(['a.jpg', 'a.png', 'a.jpg.png']);
  expect(of('predictions.jpg')).toEqual(['predictions.jpg']);
});

test('what a folder holds beside images is named', () => {
  const other = join(folder, '..', `${basename(folder)}-phone`);
  mkdirSync(join(other, 'x'), { recursive: true });
  for (const name of ['a.jfif', 'x/b.HEIC', 'notes.txt']) writeFileSync(join(other, name), '');
  const leftOut: LeftOut = new Map();
  expect(findPhotos([other], folder, leftOut).map(({ name }) => name)).toEqual(['a.jfif']);
  expect([...leftOut.values()].flat()).toEqual([join(other, 'notes.txt'), join(other, 'x/b.HEIC')]);
  rmSync(join(other, 'a.jfif'));
  expect(() => findPhotos([other], folder)).toThrow(
    /has no image .* Left out: 1 that are no images \(notes.txt\); 1 .*magick.* \(x\/b\.HEIC\)/,
  );
  rmSync(other, { recursive: true });
});
