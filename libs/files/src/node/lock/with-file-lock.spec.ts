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

test('runs the work of many callers one at a time', async () => {
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

test('takes over the lock of a dead owner', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  writeFileSync(file(), lockOf(dead, hostname()));
  expect(await withFileLock(file(), async () => 'in')).toBe('in');
  expect(readdirSync(folder)).toEqual([]);
});

test('creates the folder of the lock', async () => {
  expect(await withFileLock(join(folder, 'a/b/c.lock'), async () => 'in')).toBe('in');
});

test('waits for a living owner, reports it once, and fails with its pid after the timeout', async () => {
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

test('an owner on another machine counts as alive while its lock is recent', async () => {
  writeFileSync(file(), lockOf(1, 'elsewhere'));
  const attempt = withFileLock(file(), async () => undefined, { timeoutMs: 5, pollMs: 1 });
  await expect(attempt).rejects.toMatchObject({ kind: 'busy' });
  const anHourAgo = Date.now() / 1000 - 3600;
  utimesSync(file(), anHourAgo, anHourAgo);
  expect(await withFileLock(file(), async () => 'in', { timeoutMs: 0 })).toBe('in');
});

test('releases the lock if the work fails', async () => {
  const failing = withFileLock(file(), () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect(await withFileLock(file(), async () => 1, { timeoutMs: 0 })).toBe(1);
});
