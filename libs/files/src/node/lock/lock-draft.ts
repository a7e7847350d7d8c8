import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseOwner } from './lock-content';
import { isAlive } from './process-identity';

const DRAFT = /\.lock(?:\.takeover)*\.[1-9]\d*-[0-9a-f]{8}$/;

/** Whether a name is that of a lock file before it gets its final one: `run.lock.<pid>-<random>`. */
export function isLockDraft(path: string): boolean {
  return DRAFT.test(basename(path));
}

/** Whether a process that was killed left it: one of this machine that is dead. */
export function isDeadDraft(path: string): boolean {
  if (!isLockDraft(path)) return false;
  try {
    return !isAlive(parseOwner(readFileSync(path, 'utf8'), path));
  } catch {
    // Empty: killed before its first byte; or gone in the meantime.
    const pid = Number(/\.([1-9]\d*)-[0-9a-f]{8}$/.exec(path)?.[1]);
    return !isAlive({ pid, host: null, started: null });
  }
}
