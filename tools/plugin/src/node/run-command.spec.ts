import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './run-command';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'run-command-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function run(program: string, ...args: string[]): Promise<number> {
  const script = join(folder, 'script.cjs');
  writeFileSync(script, program);
  return runCommand({ file: process.execPath, args: [script, ...args], cwd: folder, env: {} });
}

const output = () => readFileSync(join(folder, 'out'), 'utf8');
const writeOutput = (expression: string) => `require('fs').writeFileSync('out', ${expression});`;

test('arguments arrive exactly as given', async () => {
  const args = [
    '--set',
    'stages[1].mask.kind=none',
    'x=a  b$HOME',
    `'"\\`,
    '*',
    '',
    '--resume',
    'ü',
  ];
  expect(await run(writeOutput('JSON.stringify(process.argv.slice(2))'), ...args)).toBe(0);
  expect(JSON.parse(output())).toEqual(args);
});

test('the exit code is that of the program', async () => {
  expect(await run('process.exit(7)')).toBe(7);
});

test('a program ended by a signal counts as 128 + its number', async () => {
  expect(await run(`process.kill(process.pid, 'SIGKILL')`)).toBe(137);
});

test('a signal is passed on and the program may finish its work', async () => {
  const program = `
    process.on('SIGTERM', () => setTimeout(() => { ${writeOutput(`'checkpoint'`)} process.exit(130); }, 100));
    setInterval(() => {}, 1000);
    ${writeOutput(`'ready'`)}`;
  const code = run(program);
  await until(() => output() === 'ready');
  process.emit('SIGTERM', 'SIGTERM');
  expect(await code).toBe(130);
  expect(output()).toBe('checkpoint');
});

test('removes its signal handlers', async () => {
  const before = process.listenerCount('SIGINT');
  await run('');
  expect(process.listenerCount('SIGINT')).toBe(before);
});

test('a program that cannot be started is an error', async () => {
  const command = { file: join(folder, 'absent'), args: [], cwd: folder, env: {} };
  await expect(runCommand(command)).rejects.toThrow('ENOENT');
});

async function until(condition: () => boolean): Promise<void> {
  for (;;) {
    try {
      if (condition()) return;
    } catch {
      // The file is not there yet.
    }
    await new Promise((done) => setTimeout(done, 20));
  }
}
