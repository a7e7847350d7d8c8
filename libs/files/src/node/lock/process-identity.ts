import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** Identity of a process, distinct from a later process with the same pid. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string | null;
  /** Boot id and start time; null if unknown. */
  readonly started: string | null;
}

export function thisProcess(): ProcessIdentity {
  return { pid: process.pid, host: hostname(), started: startOf(process.pid) };
}

/** Whether a process is alive; a process of another host counts as alive. */
export function isAlive({ pid, host, started }: ProcessIdentity): boolean {
  if (host !== null && host !== hostname()) return true;
  if (!hasProcess(pid)) return false;
  const now = startOf(pid);
  return now !== DEAD && (started === null || now === null || started === now);
}

const DEAD = 'dead';

function hasProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is alive and belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Linux only: boot id and start in clock ticks since boot. */
function startOf(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in parentheses and may itself contain spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // Fields 3 and 22 of proc(5): a process that ended but was not waited for is still listed, as a zombie.
    const [state, ticks] = [fields[0], fields[19]];
    return state === 'Z' || state === 'X' ? DEAD : `${boot}:${ticks}`;
  } catch {
    return null;
  }
}
