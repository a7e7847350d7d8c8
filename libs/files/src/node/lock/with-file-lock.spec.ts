import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withFileLock } from './with-file-lock';

let folder: string;
const file = () => join(folder, 'setup.lock');
const lockOf = (pid: number, host: string) => `${pid}\n${JSON.stringify({ host })}\n`;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'lock-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test('only one at a time gets in, however many come', async () => {
  let inside = 0;
  let most = 0;
  const visits = Array.from({ length: 8 }, () =>
    withFileLock(
      file(),
      async () => {
        most = Math.max(most, ++inside);
        expect(existsSync(file())).toBe(true);
        await sleep(5);
        inside--;
      },
      { pollMs: 1 },
    ),
  );
  await Promise.all(visits);
  expect(most).toBe(1);
  expect(readdirSync(folder)).toEqual([]);
});

test('a dead owner is succeeded', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  writeFileSync(file(), lockOf(dead, hostname()));
  expect(await withFileLock(file(), async () => 'in')).toBe('in');
  expect(readdirSync(folder)).toEqual([]);
});

test('makes the folder of the lock', async () => {
  expect(await withFileLock(join(folder, 'a/b/c.lock'), async () => 'in')).toBe('in');
});

test('a living owner is waited for, said once, and given up on with its number', async () => {
  writeFileSync(file(), lockOf(process.pid, hostname()));
  const owners: number[] = [];
  const attempt = withFileLock(file(), async () => undefined, {
    timeoutMs: 20,
    pollMs: 2,
    onWait: ({ pid }) => owners.push(pid),
  });
  await expect(attempt).rejects.toMatchObject({ kind: 'busy', message: /held by process \d+/ });
  expect(owners).toEqual([process.pid]);
});

test("another machine's owner counts as living while its lock is young", async () => {
  writeFileSync(file(), lockOf(1, 'elsewhere'));
  const attempt = withFileLock(file(), async () => undefined, { timeoutMs: 5, pollMs: 1 });
  await expect(attempt).rejects.toMatchObject({ kind: 'busy' });
  const anHourAgo = Date.now() / 1000 - 3600;
  utimesSync(file(), anHourAgo, anHourAgo);
  expect(await withFileLock(file(), async () => 'in', { timeoutMs: 0 })).toBe('in');
});

test('work that fails frees the lock', async () => {
  const failing = withFileLock(file(), () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect(await withFileLock(file(), async () => 1, { timeoutMs: 0 })).toBe(1);
});
