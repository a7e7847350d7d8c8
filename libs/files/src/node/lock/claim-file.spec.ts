import fs, { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimFile } from './claim-file';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
  path = join(folder, 'a.lock');
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

function claimed(): () => void {
  const claim = claimFile(path);
  if ('owner' in claim) throw new Error(`owned by ${claim.owner.pid}`);
  return claim.release;
}

it('has one owner until it is released, and names the owner to others', () => {
  const release = claimed();
  expect(readFileSync(path, 'utf8')).toMatch(new RegExp(`^${process.pid}\n\\{.*\\}\n$`));
  expect(claimFile(path)).toMatchObject({ owner: { pid: process.pid, host: hostname() } });
  expect(readdirSync(folder)).toEqual(['a.lock']);
  release();
  release();
  claimed()();
  expect(readdirSync(folder)).toEqual([]);
});

it('does not release a lock that another process has taken over', () => {
  const release = claimed();
  writeFileSync(path, '1\n');
  release();
  expect(readFileSync(path, 'utf8')).toBe('1\n');
});

it('works on a file system without hard links', () => {
  const missing = Object.assign(new Error('EPERM: no links'), { code: 'EPERM' });
  jest.spyOn(fs, 'linkSync').mockImplementation(() => {
    throw missing;
  });
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  writeFileSync(path, `${dead}\n`);
  const release = claimed();
  expect(claimFile(path)).toMatchObject({ owner: { pid: process.pid } });
  release();
  expect(readdirSync(folder)).toEqual([]);
});

it('refuses a file that is not a lock, and names it', () => {
  writeFileSync(path, 'shopping list\n');
  expect(() => claimFile(path)).toThrow(
    expect.objectContaining({ kind: 'busy', message: expect.stringContaining('"shopping list"') }),
  );
  expect(readdirSync(folder)).toEqual(['a.lock']);
});

it('throws the error of the system', () => {
  expect(() => claimFile(join(folder, 'absent', 'a.lock'))).toThrow('ENOENT');
});
