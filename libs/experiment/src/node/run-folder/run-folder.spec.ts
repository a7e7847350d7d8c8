import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@turbo-hoi/testing';
import { claimRunFolder } from './claim-run-folder';
import { checkNewRunFolder, defaultRunFolder, findRunFolder, runFiles } from './run-folder';

const folder = temporaryFolder();

function makeRun(name: string, changed: number): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  const { config, metrics } = runFiles(path);
  for (const file of [config, metrics]) {
    writeFileSync(file, '{}');
    utimesSync(file, changed, changed);
  }
  return path;
}

test('the default folder has the config and the local time in its name', () => {
  const path = defaultRunFolder('turbo-3', new Date(2026, 2, 5, 9, 7, 3), '/here');
  expect(path).toBe('/here/runs/turbo-3-20260305-090703');
});

test('a new run takes an absent or empty folder', () => {
  mkdirSync(join(folder, 'empty'));
  checkNewRunFolder(join(folder, 'empty'));
  checkNewRunFolder(join(folder, 'absent'));
  expect(existsSync(join(folder, 'absent'))).toBe(false);
});

test('a new run takes a folder that a run left which was killed at its start; nothing is there to resume', () => {
  const left = join(folder, 'killed');
  mkdirSync(left);
  for (const name of ['run.lock', 'run.lock.77-0011aabb', '.tmp-77-0011aabb-config.json'])
    writeFileSync(join(left, name), '');
  checkNewRunFolder(left);
  expect(() => findRunFolder(left, folder)).toThrow(
    `--resume: the run in ${left} ended before its first file was written; start it again with --run-dir ${left}.`,
  );
});

test('a folder with files is refused and unchanged', () => {
  mkdirSync(join(folder, 'photos'));
  writeFileSync(join(folder, 'photos/a.jpg'), '');
  expect(() => checkNewRunFolder(join(folder, 'photos'))).toThrow(
    `--run-dir: ${folder}/photos is not empty. Choose another folder; nothing was written.`,
  );
  expect(readdirSync(join(folder, 'photos'))).toEqual(['a.jpg']);
});

test('a folder with a run is refused with a hint to resume', () => {
  const run = makeRun('old', 1);
  expect(() => checkNewRunFolder(run)).toThrow(`resume it with --resume ${run}`);
});

test('a file in place of the folder is refused', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => checkNewRunFolder(join(folder, 'file'))).toThrow('is a file; expected');
});

test('the newest run is the one with the latest metrics', () => {
  makeRun('runs/b', 1000);
  makeRun('runs/a', 3000);
  makeRun('runs/c', 2000);
  mkdirSync(join(folder, 'runs/no-run'));
  expect(findRunFolder(true, folder).folder).toBe(join(folder, 'runs/a'));
});

test('finds a run by its path relative to the working directory', () => {
  expect(findRunFolder('b', join(folder, 'runs')).folder).toBe(join(folder, 'runs/b'));
});

test('a folder without a run is refused', () => {
  expect(() => findRunFolder('photos', folder)).toThrow('photos is not a run folder; expected');
  expect(() => findRunFolder(true, join(folder, 'photos'))).toThrow('there is no run in');
});

test('a folder has one owner at a time', () => {
  const files = runFiles(join(folder, 'mine'));
  const lock = claimRunFolder(files, false);
  expect(() => claimRunFolder(files, true)).toThrow(`is in use by process ${process.pid}`);
  lock.release();
  claimRunFolder(files, false).release();
});
