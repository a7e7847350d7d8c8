import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withProcessLock } from './process-lock';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'lock-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test('only one at a time gets in, however many come', async () => {
  let inside = 0;
  let most = 0;
  const visits = Array.from({ length: 8 }, () =>
    withProcessLock(
      folder,
      async () => {
        most = Math.max(most, ++inside);
        await sleep(5);
        inside--;
      },
      { pollMs: 1 },
    ),
  );
  await Promise.all(visits);
  expect(most).toBe(1);
  expect(readdirSync(folder)).toHaveLength(1);
});

test('a dead owner is succeeded', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  writeFileSync(join(folder, 'lock.3'), JSON.stringify({ pid: dead, host: hostname() }));
  expect(await withProcessLock(folder, async () => 'in')).toBe('in');
  expect(readdirSync(folder)).toEqual(['lock.4']);
});

test('a living owner is waited for, said once, and given up on with its number', async () => {
  writeFileSync(join(folder, 'lock.1'), JSON.stringify({ pid: process.pid, host: hostname() }));
  const owners: number[] = [];
  const attempt = withProcessLock(folder, async () => undefined, {
    timeoutMs: 20,
    pollMs: 2,
    onWait: ({ pid }) => owners.push(pid),
  });
  await expect(attempt).rejects.toMatchObject({ kind: 'busy', message: /held by process \d+/ });
  expect(owners).toEqual([process.pid]);
});

test("another machine's owner counts as living while its lock is young", async () => {
  writeFileSync(join(folder, 'lock.1'), JSON.stringify({ pid: 1, host: 'elsewhere' }));
  const attempt = withProcessLock(folder, async () => undefined, { timeoutMs: 5, pollMs: 1 });
  await expect(attempt).rejects.toMatchObject({ kind: 'busy' });
});

test('work that fails frees the lock', async () => {
  const failing = withProcessLock(folder, () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect(await withProcessLock(folder, async () => 1, { timeoutMs: 0 })).toBe(1);
});
