import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyFileAtomicallySync } from './copy-file-atomically-sync';
import { writeFileAtomicallySync, writeJsonAtomicallySync } from './write-file-atomically-sync';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'turbo-hoi-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test('a file is complete or absent', () => {
  const path = join(folder, 'result.json');
  writeFileAtomicallySync(path, 'first');
  writeFileAtomicallySync(path, 'second');
  expect(readFileSync(path, 'utf8')).toBe('second');
  expect(() => writeFileAtomicallySync(join(folder, 'absent/x.json'), '')).toThrow('ENOENT');
  expect(readdirSync(folder)).toEqual(['result.json']);
});

test('JSON is indented and ends with a line break', () => {
  writeJsonAtomicallySync(join(folder, 'a.json'), { a: [1] });
  expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('{\n  "a": [\n    1\n  ]\n}\n');
});

test('a name as long as the system allows is written', () => {
  const name = `${'ü'.repeat(120)}.json`;
  writeFileAtomicallySync(join(folder, name), Uint8Array.of(1));
  expect(readdirSync(folder)).toEqual([name]);
});

test('a copy replaces the old file, and keeps it if the source is missing', () => {
  const [from, to] = [join(folder, 'from'), join(folder, 'to')];
  writeFileSync(from, 'new');
  writeFileSync(to, 'old');
  expect(() => copyFileAtomicallySync(join(folder, 'absent'), to)).toThrow('ENOENT');
  expect(readFileSync(to, 'utf8')).toBe('old');
  chmodSync(from, 0o444);
  copyFileAtomicallySync(from, to);
  expect(readFileSync(to, 'utf8')).toBe('new');
  expect(existsSync(from)).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(['from', 'to']);
});
