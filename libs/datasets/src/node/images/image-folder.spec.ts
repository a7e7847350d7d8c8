import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { imageFolder } from './image-folder';

let root: string;
let folder: string;
const warn = jest.fn();
beforeEach(() => {
  warn.mockClear();
  root = mkdtempSync(join(tmpdir(), 'turbo-hoi-'));
  folder = join(root, 'train');
  put('train/photo one.jpg', 'train/img/2.jpg', 'train/caf\u00e9.jpg', 'secret.jpg');
});
afterEach(() => rmSync(root, { recursive: true }));

function put(...names: string[]): void {
  for (const name of names) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), '');
  }
}

const pathOf = (name: string) => imageFolder(folder, { warn })(name);

it('takes a file of the exact name without a warning', () => {
  expect(pathOf('img/2.jpg')).toBe(join(folder, 'img/2.jpg'));
  expect(warn).not.toHaveBeenCalled();
});

it.each([
  ['percent-encoding', 'photo%20one.jpg', 'photo one.jpg'],
  ['case', 'Photo One.JPG', 'photo one.jpg'],
  ['backslashes', 'img\\2.jpg', 'img/2.jpg'],
  ['a path of Windows', 'C:\\data\\img\\2.jpg', 'img/2.jpg'],
  ['a folder twice', 'train/img/2.jpg', 'img/2.jpg'],
  ['spaces around', ' photo one.jpg ', 'photo one.jpg'],
  ['the other Unicode form', 'cafe\u0301.jpg', 'caf\u00e9.jpg'],
])('takes the only file that differs by %s, with a warning', (_, name, found) => {
  expect(pathOf(name)).toBe(join(folder, found));
  expect(warn).toHaveBeenCalledWith(
    expect.stringContaining(`has no ${JSON.stringify(name)}; ${JSON.stringify(found)} is used`),
  );
});

it('warns once', () => {
  const find = imageFolder(folder, { warn });
  find('IMG/2.jpg');
  find('Photo one.jpg');
  expect(warn).toHaveBeenCalledTimes(1);
});

it('names the files that are similar, if there are several', () => {
  put('train/a/3.jpg', 'train/b/3.jpg');
  expect(() => pathOf('3.jpg')).toThrow(
    expect.objectContaining({
      kind: 'io',
      message: expect.stringMatching(/no such file, but "a\/3.jpg", "b\/3.jpg" are similar/),
    }),
  );
});

it('names a file of the same name in another folder, and does not take it', () => {
  expect(() => pathOf('2.jpg')).toThrow(/no such file, but "img\/2.jpg" is similar/);
});

it('leaves a file that nothing resembles to its reader', () => {
  expect(pathOf('gone.jpg')).toBe(join(folder, 'gone.jpg'));
});

it.each(['../secret.jpg', 'img/../../secret.jpg', '/etc/hostname', '../gone.jpg'])(
  'refuses %s, which leaves the folder',
  (name) => {
    expect(() => pathOf(name)).toThrow(
      expect.objectContaining({
        kind: 'data',
        message: expect.stringContaining('outsideFiles=true'),
      }),
    );
    expect(() => imageFolder(folder, { outsideFiles: true })(name)).not.toThrow();
  },
);

it('follows links within the root only', () => {
  symlinkSync(join(root, 'secret.jpg'), join(folder, 'out.jpg'));
  symlinkSync(join(folder, 'img/2.jpg'), join(folder, 'in.jpg'));
  expect(pathOf('in.jpg')).toBe(join(folder, 'in.jpg'));
  expect(() => pathOf('out.jpg')).toThrow('it is a link to');
  expect(imageFolder(folder, { root })('out.jpg')).toBe(join(folder, 'out.jpg'));
  expect(imageFolder(folder, { outsideFiles: true })('out.jpg')).toBe(join(folder, 'out.jpg'));
});

it('may itself be a link', () => {
  symlinkSync(folder, join(root, 'linked'));
  expect(imageFolder(join(root, 'linked'))('img/2.jpg')).toBe(join(root, 'linked/img/2.jpg'));
});
