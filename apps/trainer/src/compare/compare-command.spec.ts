import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@turbo-hoi/testing';
import { trainTinyRun } from '../testing/tiny-run';
import { compareCommand } from './compare-command';

const folder = temporaryFolder();
const run = (name: string) => join(folder, name);
let printed: string[];

beforeAll(async () => {
  await trainTinyRun(run('one'));
  await trainTinyRun(run('two'), { seed: 5 });
  await trainTinyRun(run('open'));
  rmSync(join(run('open'), 'result.json'));
});
beforeEach(() => {
  printed = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
});
afterEach(() => jest.restoreAllMocks());

const text = () => printed.join('');

test('prints differing fields and results side by side, and writes a page with curves', async () => {
  const html = join(folder, 'pages', 'both.html');
  await compareCommand([run('one'), run('two')], { html });
  expect(text()).toMatch(/Configs, where they differ:\n +A: one +B: two\nseed +0 +5\n/);
  expect(text()).toMatch(/Results, last stage:\n.*AP agent.*\nA: one +\d+ +1 /);
  expect(text()).toContain('AP agent, stage 1');
  const page = readFileSync(html, 'utf8');
  expect(page).toContain('aria-label="Total loss"');
  expect(page).toContain('<caption>Results by stage</caption>');
});

test('an unfinished run is shown, and said to be one', async () => {
  await compareCommand([run('one'), run('open')], {});
  expect(text()).toContain('B: open is unfinished (1 of 1 steps): it has curves and no scores.');
  expect(text()).toMatch(/B: open +\d+ +1 +unfinished/);
});

test('results of different splits are said not to be comparable', async () => {
  await trainTinyRun(run('validated'), { evaluation: { split: 'validation', images: 1 } });
  await compareCommand([run('one'), run('validated')], {});
  expect(text()).toMatch(
    /Measured differently, so that scores cannot be compared: A on \d+ images of test, B on 1 images of validation\./,
  );
});

test.each([
  [[], 'compare: got 0 run; expected two or more.'],
  [['one'], 'compare: got 1 run; expected two or more.'],
  [['one', 'one'], 'is named twice.'],
  [['one', 'nowhere'], 'nowhere is not a run folder; expected one with config.json'],
])('refuses %j', async (names, message) => {
  await expect(compareCommand(names.map(run), {})).rejects.toThrow(message);
});

test('refuses a damaged result, and writes no page', async () => {
  mkdirSync(run('damaged'));
  const config = readFileSync(join(run('one'), 'config.json'));
  writeFileSync(join(run('damaged'), 'config.json'), config);
  writeFileSync(join(run('damaged'), 'result.json'), '{}');
  const html = join(folder, 'none.html');
  await expect(compareCommand([run('one'), run('damaged')], { html })).rejects.toThrow(
    'is no result of a run',
  );
  expect(existsSync(html)).toBe(false);
});
