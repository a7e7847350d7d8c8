import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { temporaryFolder } from '@turbo-hoi/testing';

// Each test starts a process that compiles the sources.
jest.setTimeout(60_000);

const folder = temporaryFolder();
const app = resolve(__dirname, '../..');

function turboHoi(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      ...['-C', '@turbo-hoi/source', '-r', require.resolve('ts-node/register')],
      join(app, 'src/main.ts'),
      ...args,
    ],
    {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, TS_NODE_PROJECT: join(app, 'tsconfig.json') },
    },
  );
  return { status, stdout, stderr };
}

test('help exits with 0', () => {
  const { status, stdout } = turboHoi('train', '--help');
  expect(status).toBe(0);
  expect(stdout).toContain('Examples:');
});

test('a usage error exits with 2, prints only its message on stderr, and writes nothing', () => {
  const { status, stdout, stderr } = turboHoi('train', '--set', 'stages[1].mask.kind=nome');
  expect(stdout).toBe('');
  expect(stderr).toBe(
    'stages[1].mask.kind (stage 2): got "nome"; loaded attention mask plugins: ' +
      'channel, conv, fc-sigmoid, full, none, separable. Load others with "plugins" or --plugin.\n',
  );
  expect(status).toBe(2);
  expect(existsSync(join(folder, 'runs'))).toBe(false);
});

test('a failure exits with 1', () => {
  writeFileSync(join(folder, 'mask.cjs'), 'throw new Error("no license");');
  const { status, stderr } = turboHoi('train', '--plugin', './mask.cjs');
  expect(stderr).toBe(`--plugin ./mask.cjs: ${folder}/mask.cjs failed to load: no license\n`);
  expect(status).toBe(1);
});
