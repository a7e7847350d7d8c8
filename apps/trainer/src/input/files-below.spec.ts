import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { temporaryFolder } from '@turbo-hoi/testing';
import { filesBelow, type LeftOut, leftOutLine } from './files-below';

const folder = temporaryFolder();

beforeAll(() => {
  mkdirSync(join(folder, 'a/b'), { recursive: true });
  for (const name of ['z.jpg', 'a/b/c.jpg']) writeFileSync(join(folder, name), '');
  symlinkSync(join(folder, 'z.jpg'), join(folder, 'a/link.jpg'));
  symlinkSync(folder, join(folder, 'a/circle'));
  symlinkSync(join(folder, 'absent'), join(folder, 'broken.jpg'));
  if (process.platform !== 'win32') execFileSync('mkfifo', [join(folder, 'pipe.jpg')]);
});

test('lists files and links to files, and counts everything else by its reason', () => {
  const leftOut: LeftOut = new Map();
  const shown = (path: string) => relative(folder, path);
  expect(filesBelow(folder, leftOut).map(shown)).toEqual(['a/b/c.jpg', 'a/link.jpg', 'z.jpg']);
  const named = [...leftOut].map(([reason, paths]) => [reason, paths.map(shown)]);
  expect(Object.fromEntries(named)).toEqual({
    'links to folders': ['a/circle'],
    'links that lead nowhere': ['broken.jpg'],
    ...(process.platform !== 'win32' && { 'pipes, sockets or devices': ['pipe.jpg'] }),
  });
});

test('says what is left out in one line, with the first names', () => {
  expect(leftOutLine(new Map(), String)).toBeNull();
  const leftOut = new Map([
    ['that are no images', ['a', 'b', 'c', 'd']],
    ['links to folders', ['e']],
  ]);
  expect(leftOutLine(leftOut, String)).toBe(
    'Left out: 4 that are no images (a, b, c, …); 1 links to folders (e).',
  );
});
