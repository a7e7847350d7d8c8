import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TurboHoiError } from '@turbo-hoi/core';
import { ioError, isErrno } from '../files/io-error';
import { isAlive, type ProcessIdentity, thisProcess } from './process-identity';

/** Ownership of a run folder. */
export interface RunLock {
  readonly runDir: string;
  /** Gives the folder free; also happens when the process exits. */
  release(): void;
}

/**
 * Makes this process the owner of a run folder, by a file `run.lock` whose first line is its pid.
 *
 * The lock of a dead process is taken over. Creates the folder if it does not exist.
 *
 * @throws TurboHoiError `busy` if a living process owns the folder
 */
export function lockRun(runDir: string): RunLock {
  const path = join(runDir, 'run.lock');
  try {
    mkdirSync(runDir, { recursive: true });
    const remove = claim(path, runDir);
    const release = () => {
      process.removeListener('exit', release);
      remove();
    };
    process.once('exit', release);
    return { runDir, release };
  } catch (error) {
    if (error instanceof TurboHoiError) throw error;
    throw ioError('lock the run folder with', path, error);
  }
}

/** Creates a lock file, returns what removes it. */
function claim(path: string, runDir: string): () => void {
  const content = describe(thisProcess());
  const complete = `${path}.${process.pid}-${randomUUID().slice(0, 8)}`;
  writeNew(complete, content);
  try {
    for (;;) {
      if (create(path, complete)) break;
      const found = read(path);
      if (found === null) continue;
      if (isAlive(parse(found, path))) throw busy(found, path, runDir);
      if (takeOver(path, found, complete, runDir)) break;
    }
  } finally {
    rmSync(complete, { force: true });
  }
  return () => {
    if (read(path) === content) rmSync(path, { force: true });
  };
}

/** Links a complete file to its name, so that no one ever reads a half-written lock. */
function create(path: string, complete: string): boolean {
  try {
    linkSync(complete, path);
    return true;
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return false;
    if (!isErrno(error, 'EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK')) throw error;
    return createWithoutLinks(path, complete);
  }
}

function createWithoutLinks(path: string, complete: string): boolean {
  try {
    writeNew(path, readFileSync(complete, 'utf8'));
    return true;
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return false;
    throw error;
  }
}

/**
 * Replaces the lock of a dead process.
 *
 * Of several processes that saw it dead only the one with the second lock replaces it, after another look: without
 * that, the slower of two would replace the new lock of the faster one.
 */
function takeOver(path: string, dead: string, complete: string, runDir: string): boolean {
  const remove = claim(`${path}.takeover`, runDir);
  try {
    if (read(path) !== dead) return false;
    renameSync(complete, path);
    return true;
  } finally {
    remove();
  }
}

function describe({ pid, host, started }: ProcessIdentity): string {
  // The unique token tells two locks of one process apart.
  return `${pid}\n${JSON.stringify({ host, started, token: randomUUID() })}\n`;
}

function parse(content: string, path: string): ProcessIdentity {
  const [first, second = ''] = content.split('\n');
  if (!/^[1-9]\d*$/.test(first.trim())) {
    throw new TurboHoiError(
      'busy',
      `${path}: the first line is ${JSON.stringify(first)}, expected the pid of the owner. ` +
        'Delete the file if no training uses the folder.',
    );
  }
  const pid = Number(first);
  try {
    const { host, started } = JSON.parse(second);
    return { pid, host: host ?? null, started: started ?? null };
  } catch {
    return { pid, host: null, started: null };
  }
}

function busy(content: string, path: string, runDir: string): TurboHoiError {
  const { pid, host } = parse(content, path);
  const where = host !== null && host !== thisProcess().host ? ` on host ${host}` : '';
  const next = where
    ? `Whether it lives cannot be seen from here; delete ${path} if it does not.`
    : 'Wait for it, stop it, or choose another run folder.';
  return new TurboHoiError('busy', `${runDir} is in use by process ${pid}${where}. ${next}`);
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return null;
    throw error;
  }
}

function writeNew(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'wx');
  try {
    writeSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
