import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@turbo-hoi/testing';
import { makeFolder, makeFolderSync } from './make-folder';

const folder = temporaryFolder();

test('creates a folder and those above it, once or again', async () => {
  const [one, two] = [join(folder, 'a/b'), join(folder, 'c/d')];
  await makeFolder(one);
  makeFolderSync(two);
  makeFolderSync(two);
  expect([one, two].every((path) => existsSync(path))).toBe(true);
});

test("refuses the kernel's file systems at once, where fs.mkdir would never return", async () => {
  const error = { code: 'EROFS', message: expect.stringContaining("mkdir '/proc/x/y'") };
  await expect(makeFolder('/proc/x/y')).rejects.toMatchObject(error);
  expect(() => makeFolderSync('/sys/../proc/x/y')).toThrow(expect.objectContaining(error));
});
