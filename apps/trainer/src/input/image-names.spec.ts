import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { temporaryFolder } from '@turbo-hoi/testing';
import type { LeftOut } from './files-below';
import { imagesBelow } from './image-names';

const folder = temporaryFolder();

test('images are told by their names; those that are not read are named apart', () => {
  mkdirSync(join(folder, 'x'));
  for (const name of ['a.jfif', 'B.JPG', 'x/b.HEIC', 'c.bmp', 'notes.txt'])
    writeFileSync(join(folder, name), '');
  const leftOut: LeftOut = new Map();
  const shown = (path: string) => relative(folder, path);
  expect(imagesBelow(folder, leftOut).map(shown)).toEqual(['B.JPG', 'a.jfif']);
  expect([...leftOut].map(([reason, paths]) => [reason, paths.map(shown)])).toEqual([
    [expect.stringContaining('heif-convert or magick'), ['c.bmp', 'x/b.HEIC']],
    ['that are no images', ['notes.txt']],
  ]);
});
