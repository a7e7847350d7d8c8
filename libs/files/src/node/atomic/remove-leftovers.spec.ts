import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { removeLeftovers } from './remove-leftovers';
import { isTemporary, temporaryOwner, temporaryPath } from './temporary-path';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'turbo-hoi-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const OLDER = ['.tmp-1-abc', 'metrics.jsonl.tmp-71', 'config.json.71.tmp', 'a.pth.7-0011aabb.tmp'];
const OTHERS = ['config.json', 'a.tmp', 'tmp-1', 'run.lock-7-0011aabb', 'step-000001', '.7.html'];

test('a temporary name contains the process id', () => {
  const name = basename(temporaryPath(join(folder, 'a.json')));
  expect(name).toMatch(/a\.json$/);
  expect(temporaryOwner(name)).toBe(process.pid);
  expect(isTemporary(name)).toBe(true);
  for (const other of OTHERS) expect([other, isTemporary(other)]).toEqual([other, false]);
  for (const other of [...OTHERS, ...OLDER]) expect(temporaryOwner(other)).toBeUndefined();
});

test('the owner of a folder removes all leftovers of interrupted writes, also those of older versions', async () => {
  const mine = basename(temporaryPath(join(folder, 'a.json')));
  for (const name of [...OTHERS, ...OLDER, mine]) writeFileSync(join(folder, name), '');
  mkdirSync(join(folder, '.tmp-2-12345678-step-000002', 'below'), { recursive: true });
  await removeLeftovers(folder, { exclusive: true });
  expect(readdirSync(folder).sort()).toEqual([...OTHERS].sort());
});

test('locks that dead processes were about to set are removed, those of living ones stay', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  const content = (pid: number, host: string) => `${pid}\n${JSON.stringify({ host })}\n`;
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write(`run.lock.${dead}-00000001`, content(dead, hostname()));
  write(`run.lock.takeover.${dead}-00000002`, '');
  write(`run.lock.${dead}-00000003`, content(dead, 'elsewhere'));
  write(`run.lock.${process.pid}-00000004`, content(process.pid, hostname()));
  await removeLeftovers(folder, { exclusive: true });
  expect(readdirSync(folder).sort()).toEqual(
    [`run.lock.${dead}-00000003`, `run.lock.${process.pid}-00000004`].sort(),
  );
});

test('other processes remove leftovers of dead processes after a day', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  const [young, old, alive] = [
    `.tmp-${dead}-00000000-young`,
    `.tmp-${dead}-00000000-old`,
    `.tmp-${process.pid}-00000000-alive`,
  ];
  for (const name of [young, old, alive, ...OLDER, ...OTHERS])
    writeFileSync(join(folder, name), '');
  const yesterday = Date.now() / 1000 - 25 * 3600;
  for (const name of readdirSync(folder))
    if (name !== young) utimesSync(join(folder, name), yesterday, yesterday);
  await removeLeftovers(folder);
  expect(readdirSync(folder).sort()).toEqual([young, alive, ...OLDER, ...OTHERS].sort());
});

test('a missing folder has no leftovers', async () => {
  await removeLeftovers(join(folder, 'absent'));
  await removeLeftovers(join(folder, 'absent'), { exclusive: true });
  expect(readdirSync(folder)).toEqual([]);
});
