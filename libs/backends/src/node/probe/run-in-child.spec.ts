import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInChild } from './run-in-child';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'child-'))));
afterAll(() => rmSync(folder, { recursive: true }));

function child(name: string, onTask: string): string {
  const file = join(folder, `${name}.cjs`);
  writeFileSync(file, `process.once('message', (task) => { ${onTask} });`);
  return file;
}

test('returns the result', async () => {
  const file = child('echo', 'process.send({ got: task }, () => process.exit())');
  expect(await runInChild(file, { a: 1 }, { timeoutMs: 20_000 })).toEqual({ got: { a: 1 } });
});

test('reports the signal and the last error line of a crash', async () => {
  const file = child(
    'crash',
    "console.error('bad instruction'); process.kill(process.pid, 'SIGILL')",
  );
  await expect(runInChild(file, {}, { timeoutMs: 20_000 })).rejects.toThrow(
    /SIGILL.*bad instruction/,
  );
});

test('reports the exit code of a child without a result', async () => {
  const file = child('exit', 'process.exit(7)');
  await expect(runInChild(file, {}, { timeoutMs: 20_000 })).rejects.toThrow('ended with code 7');
});

test('kills a child without a result after the timeout', async () => {
  const file = child('silent', 'setInterval(() => 0, 1000)');
  await expect(runInChild(file, {}, { timeoutMs: 300 })).rejects.toThrow(
    /killed.*no result within/,
  );
});
