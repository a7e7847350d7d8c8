import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { temporaryFolder } from '@turbo-hoi/testing';
import { run } from '../cli/run';

jest.setTimeout(120_000);

const folder = temporaryFolder();
const app = resolve(__dirname, '../..');
let printed: string;

beforeEach(() => {
  printed = '';
  const note = (text: unknown) => (printed += String(text)) !== '';
  jest.spyOn(process.stdout, 'write').mockImplementation(note);
  jest.spyOn(process.stderr, 'write').mockImplementation(note);
});
afterEach(() => jest.restoreAllMocks());

test('writes a project whose config and plugin load', async () => {
  const project = join(folder, 'my-masks');
  expect(await run(['init', project])).toBe(0);
  expect(printed).toContain('npm install && npm run train');
  const manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
  expect(manifest).toMatchObject({ name: 'my-masks', private: true });
  const register = require.resolve('ts-node/register');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      ...['-C', '@turbo-hoi/source', '-r', register, join(app, 'src/main.ts')],
      ...['train', '--config', 'experiment.ts', '--print-config'],
    ],
    {
      cwd: project,
      encoding: 'utf8',
      env: { ...process.env, TS_NODE_PROJECT: join(app, 'tsconfig.json') },
    },
  );
  expect([status, stderr]).toEqual([0, '']);
  expect(JSON.parse(stdout).stages[1].mask).toEqual({ kind: 'middle', width: 0.4 });
});

test('versions of packages are those of this workspace', async () => {
  const project = join(folder, 'versions');
  await run(['init', project]);
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(join(project, 'package.json'), 'utf8'),
  );
  const own = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8'));
  const workspace = JSON.parse(readFileSync(join(app, '../../package.json'), 'utf8'));
  const pinned = { ...workspace.devDependencies, ...own.dependencies };
  for (const [name, range] of Object.entries({ ...dependencies, ...devDependencies })) {
    const expected = name === 'turbo-hoi' ? `^${own.version}` : pinned[name];
    expect([name, range]).toEqual([name, expected]);
  }
});

test.each([
  ['a folder with files', 'full', [], 'init full: the folder has files already (a.txt)'],
  ['a file', 'full/a.txt', [], 'init full/a.txt: it is a file'],
  ['a folder that cannot be made', '/proc/none', [], 'init /proc/none: cannot be written (EROFS)'],
  ['no name for npm', 'new', ['--name', 'My Masks'], 'init: "My Masks" is no name of a package'],
])('%s is a usage error of one line', async (_, target, options, message) => {
  mkdirSync(join(folder, 'full'), { recursive: true });
  writeFileSync(join(folder, 'full/a.txt'), '');
  const before = process.cwd();
  process.chdir(folder);
  try {
    expect(await run(['init', target, ...options])).toBe(2);
  } finally {
    process.chdir(before);
  }
  expect(printed.trim().split('\n')).toEqual([expect.stringContaining(message)]);
});
