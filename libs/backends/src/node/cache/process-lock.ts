import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TurboHoiError } from '@turbo-hoi/core';

export interface LockOptions {
  /** Told once, with the owner, when there is something to wait for. */
  readonly onWait?: (owner: LockOwner) => void;
  readonly timeoutMs?: number;
  readonly pollMs?: number;
}

export interface LockOwner {
  readonly pid: number;
  readonly host: string;
}

const FOREIGN_HOST_PATIENCE_MS = 30 * 60_000;

/**
 * Runs `work` while no other process on this folder does.
 *
 * The lock is the folder's highest-numbered file: it names its owner, or says "free". A contender creates the next number,
 * exclusively, when the highest is free or its owner dead, and only then deletes lower ones. The highest number never
 * disappears, so that a contender that acts on an old listing finds a higher number afterwards and steps back.
 *
 * @throws TurboHoiError `busy` when a living owner keeps it for longer than `timeoutMs`.
 */
export async function withProcessLock<T>(
  folder: string,
  work: () => Promise<T>,
  options: LockOptions = {},
): Promise<T> {
  await mkdir(folder, { recursive: true });
  const mine = await acquire(folder, options);
  try {
    return await work();
  } finally {
    await replace(mine, 'free');
  }
}

async function acquire(folder: string, options: LockOptions): Promise<string> {
  const { timeoutMs = 20 * 60_000, pollMs = 200, onWait } = options;
  const start = Date.now();
  for (let told = false; ; await sleep(pollMs)) {
    const highest = await highestNumber(folder);
    const owner = await livingOwner(fileOf(folder, highest));
    if (!owner) {
      const mine = await claim(folder, highest + 1);
      if (mine) return mine;
      continue;
    }
    if (!told) onWait?.(owner);
    told = true;
    if (Date.now() - start > timeoutMs) {
      throw new TurboHoiError(
        'busy',
        `${folder}: held by process ${owner.pid} on ${owner.host} for too long. Wait for it, or end it and try again.`,
      );
    }
  }
}

/** Creates lock file number `n`, content and all, in one step; undefined when somebody else was first. */
async function claim(folder: string, n: number): Promise<string | undefined> {
  const draft = join(folder, `draft.${randomUUID()}`);
  await writeFile(draft, JSON.stringify({ pid: process.pid, host: hostname() }));
  try {
    await link(draft, fileOf(folder, n));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
  const numbers = await lockNumbers(folder);
  if (Math.max(...numbers) > n) {
    await rm(fileOf(folder, n), { force: true });
    return undefined;
  }
  for (const old of numbers) if (old < n) await rm(fileOf(folder, old), { force: true });
  return fileOf(folder, n);
}

async function livingOwner(file: string): Promise<LockOwner | undefined> {
  const text = await readFile(file, 'utf8').catch(() => 'free');
  if (text === 'free') return undefined;
  const owner = JSON.parse(text) as LockOwner;
  if (owner.host === hostname()) return isAlive(owner.pid) ? owner : undefined;
  // A shared home: nobody here can ask whether a process of another machine lives.
  const { mtimeMs } = await stat(file);
  return Date.now() - mtimeMs < FOREIGN_HOST_PATIENCE_MS ? owner : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function replace(file: string, text: string): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, text);
  await rename(draft, file);
}

const fileOf = (folder: string, n: number) => join(folder, `lock.${n}`);

async function lockNumbers(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  return names.flatMap((name) => /^lock\.(\d+)$/.exec(name)?.[1] ?? []).map(Number);
}

const highestNumber = async (folder: string) => Math.max(0, ...(await lockNumbers(folder)));
