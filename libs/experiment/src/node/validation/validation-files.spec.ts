import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@turbo-hoi/testing';
import { runFiles } from '../run-folder/run-folder';
import { readValidation, ValidationFiles } from './validation-files';

const folder = temporaryFolder();
const lineOf = (step: number) => ({ step, images: 2, stages: [], prior: {} });
const png = Uint8Array.of(1, 2, 3);

function filled(name: string, ...steps: number[]) {
  const files = runFiles(join(folder, name));
  // The folder of a run exists before its validations.
  new ValidationFiles({ ...files, validation: join(folder, 'unused') }, 0).add(lineOf(1), png);
  const written = new ValidationFiles(files, 0);
  for (const step of steps) written.add(lineOf(step), png);
  return { files, written };
}

const pictures = (path: string) => readdirSync(path).sort();

test('a validation has a line and a picture, unless there is nothing to draw', () => {
  const { files, written } = filled('new', 2);
  written.add(lineOf(4), null);
  expect([2, 3, 4].map((step) => written.has(step))).toEqual([true, false, true]);
  expect(readValidation(files).map(({ step }) => step)).toEqual([2, 4]);
  expect(pictures(files.validationPictures)).toEqual(['step-000002.png']);
  expect(readValidation(runFiles(join(folder, 'absent')))).toEqual([]);
});

test('a resumed run keeps what was before its checkpoint, and other files', () => {
  const { files } = filled('resumed', 2, 4, 6);
  appendFileSync(files.validation, '{"step":8,"ima');
  writeFileSync(join(files.validationPictures, 'mine.png'), png);
  const resumed = new ValidationFiles(files, 4);
  expect([2, 4, 6].map((step) => resumed.has(step))).toEqual([true, true, false]);
  expect(readFileSync(files.validation, 'utf8')).toBe(
    [2, 4].map((step) => `${JSON.stringify(lineOf(step))}\n`).join(''),
  );
  expect(pictures(files.validationPictures)).toEqual([
    'mine.png',
    'step-000002.png',
    'step-000004.png',
  ]);
});

test('a run that starts over has no validations', () => {
  const { files } = filled('over', 2);
  new ValidationFiles(files, 0);
  expect(existsSync(files.validation)).toBe(false);
  expect(pictures(files.validationPictures)).toEqual([]);
});

test('a log that cannot be written is an error that names it', () => {
  const files = runFiles(join(folder, 'nowhere'));
  expect(() => new ValidationFiles(files, 0).add(lineOf(1), null)).toThrow(files.validation);
});
