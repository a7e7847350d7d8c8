import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync } from 'node:fs';
import { renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { isErrno } from '@turbo-hoi/core';
import { describeOwner, parseOwner } from './lock-content';
import { isAlive, type ProcessIdentity, thisProcess } from './process-identity';

/** Result of a claim: this process holds the lock until `release`, or `owner` holds it. */
export type Claim = { readonly release: () => void } | { readonly owner: ProcessIdentity };

export interface ClaimOptions {
  /**
   * Age up to which a lock of another machine counts as held, since its processes cannot be looked up; unlimited by
   * default.
   */
  readonly foreignPatienceMs?: number;
}

/**
 * Makes this process the owner of a lock file, whose first line is its pid. The lock of a dead process is taken over. The file is
 * removed by `release`, which also runs when the process exits.
 *
 * @throws TurboHoiError `busy` for a file that is not a lock; the system's error
 */
export function claimFile(path: string, options: ClaimOptions = {}): Claim {
  const claim = claimOnce(path, options);
  if ('owner' in claim) return claim;
  const release = () => {
    process.removeListener('exit', release);
    claim.release();
  };
  process.once('exit', release);
  return { release };
}

function claimOnce(path: string, options: ClaimOptions): Claim {
  const content = describeOwner(thisProcess());
  // Not a temporary name of `removeLeftovers`, which the owner of the folder may be running.
  const complete = `${path}.${process.pid}-${randomUUID().slice(0, 8)}`;
  writeNew(complete, content);
  try {
    while (!create(path, complete)) {
      const found = read(path);
      if (found === null) continue;
      const owner = parseOwner(found, path);
      if (isOwned(path, owner, options)) return { owner };
      const other = takeOver(path, found, complete, options);
      if (other) return other;
      if (read(path) === content) break;
    }
  } finally {
    rmSync(complete, { force: true });
  }
  return {
    release: () => {
      if (read(path) === content) rmSync(path, { force: true });
    },
  };
}

/** Creates the lock by linking a complete file to its name, so that no process reads a half-written lock. */
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

function isOwned(
  path: string,
  owner: ProcessIdentity,
  { foreignPatienceMs = Infinity }: ClaimOptions,
): boolean {
  if (!isAlive(owner)) return false;
  if (owner.host === null || owner.host === thisProcess().host) return true;
  const status = statSync(path, { throwIfNoEntry: false });
  return status === undefined || Date.now() - status.mtimeMs < foreignPatienceMs;
}

/**
 * Replaces the lock of a dead process; returns the process that is already replacing it, if any.
 *
 * Of several processes that find the owner dead, only the one that holds a second lock replaces the lock, after
 * checking the owner again: otherwise the slower of two would replace the new lock of the faster one.
 */
function takeOver(
  path: string,
  dead: string,
  complete: string,
  options: ClaimOptions,
): Claim | undefined {
  const second = claimOnce(`${path}.takeover`, options);
  if ('owner' in second) return second;
  try {
    if (read(path) === dead) renameSync(complete, path);
    return undefined;
  } finally {
    second.release();
  }
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
  const file = openSync(path, 'wx');
  try {
    writeSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
