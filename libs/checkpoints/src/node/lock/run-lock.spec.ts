import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { thisProcess } from '@turbo-hoi/files/node';
import { buildSync } from 'esbuild';
import { lockRun } from './run-lock';

// Other processes need JavaScript.
const compiled = join(mkdtempSync(join(tmpdir(), 'lock-')), 'run-lock.cjs');

beforeAll(() => {
  buildSync({
    entryPoints: [join(__dirname, 'run-lock.ts')],
    outfile: compiled,
    bundle: true,
    platform: 'node',
    conditions: ['@turbo-hoi/source'],
  });
});
afterAll(() => rmSync(dirname(compiled), { recursive: true }));

let runDir: string;
const lockFile = () => join(runDir, 'run.lock');
const refusal = (message: RegExp) =>
  expect.objectContaining({ kind: 'busy', message: expect.stringMatching(message) });

beforeEach(() => {
  runDir = mkdtempSync(join(tmpdir(), 'lock-'));
});
afterEach(() => rmSync(runDir, { recursive: true, force: true }));

/** The pid of a process that has just ended. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid as number;
}

function ownLockWith(change: Record<string, unknown>): string {
  const { pid, ...identity } = { ...thisProcess(), ...change };
  return `${pid}\n${JSON.stringify(identity)}\n`;
}

it('creates the folder and a file whose first line is the pid, and removes it again', () => {
  rmSync(runDir, { recursive: true });
  const lock = lockRun(runDir);
  expect(readFileSync(lockFile(), 'utf8').split('\n')[0]).toBe(String(process.pid));
  expect(readdirSync(runDir)).toEqual(['run.lock']);
  lock.release();
  expect(readdirSync(runDir)).toEqual([]);
  lockRun(runDir).release();
});

it('refuses a folder that a living process owns, naming both', () => {
  const lock = lockRun(runDir);
  expect(() => lockRun(runDir)).toThrow(
    refusal(new RegExp(`^${runDir} is in use by process ${process.pid}\\. Wait for it`)),
  );
  expect(readdirSync(runDir)).toEqual(['run.lock']);
  lock.release();
});

it.each([
  ['nothing but a living pid', `${process.pid}`],
  ['a process of another host', `1\n{"host":"elsewhere","started":null}\n`],
  ['no pid at all', ''],
])('refuses a lock with %s', (_, content) => {
  writeFileSync(lockFile(), content);
  expect(() => lockRun(runDir)).toThrow(refusal(/./));
  expect(readFileSync(lockFile(), 'utf8')).toBe(content);
});

it('takes over the lock of a dead process', async () => {
  const pid = await deadPid();
  for (const content of [`${pid}\n`, `${pid}\n{"host":"${hostname()}","started":"x"}\n`]) {
    writeFileSync(lockFile(), content);
    const lock = lockRun(runDir);
    expect(readFileSync(lockFile(), 'utf8').split('\n')[0]).toBe(String(process.pid));
    expect(readdirSync(runDir)).toEqual(['run.lock']);
    lock.release();
  }
});

const onLinux = process.platform === 'linux' ? it : it.skip;

onLinux('takes over the lock of a process whose pid was given to another', () => {
  writeFileSync(lockFile(), ownLockWith({ started: 'an earlier boot:1' }));
  lockRun(runDir).release();
  writeFileSync(lockFile(), ownLockWith({}));
  expect(() => lockRun(runDir)).toThrow(refusal(/in use/));
});

it('takes over although another process died while taking over', async () => {
  const pid = await deadPid();
  writeFileSync(lockFile(), `${pid}\n`);
  writeFileSync(`${lockFile()}.takeover`, `${pid}\n`);
  const lock = lockRun(runDir);
  expect(readdirSync(runDir)).toEqual(['run.lock']);
  lock.release();
});

it('does not release a lock that it no longer owns', () => {
  const lock = lockRun(runDir);
  writeFileSync(lockFile(), '1\n');
  lock.release();
  expect(existsSync(lockFile())).toBe(true);
});

it('is released when the process exits', async () => {
  const child = contender();
  expect(await firstLine(child)).toBe('owner');
  child.stdin?.end();
  await once(child, 'exit');
  expect(readdirSync(runDir)).toEqual([]);
});

it('gives a dead owner’s folder to exactly one of several that want it at once', async () => {
  writeFileSync(lockFile(), `${await deadPid()}\n`);
  const children = Array.from({ length: 4 }, contender);
  const lines = await Promise.all(children.map(firstLine));
  expect(lines.filter((line) => line === 'owner')).toHaveLength(1);
  expect(lines.filter((line) => line === 'busy')).toHaveLength(3);
  for (const child of children) child.stdin?.end();
  await Promise.all(children.map((child) => child.exitCode ?? once(child, 'exit')));
}, 20_000);

/** A process that locks the folder, says `owner` or `busy`, and ends with its standard input. */
function contender(): ChildProcess {
  const script = `
    const { lockRun } = require(${JSON.stringify(compiled)});
    try { lockRun(${JSON.stringify(runDir)}); console.log('owner'); } catch (error) { console.log(error.kind ?? error); }
    process.stdin.resume().on('end', () => process.exit(0));`;
  return spawn(process.execPath, ['-e', script], { stdio: ['pipe', 'pipe', 'inherit'] });
}

async function firstLine(child: ChildProcess): Promise<string> {
  const [chunk] = await once(child.stdout as NonNullable<ChildProcess['stdout']>, 'data');
  return String(chunk).split('\n')[0];
}
