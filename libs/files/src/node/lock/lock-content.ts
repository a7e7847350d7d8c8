import { randomUUID } from 'node:crypto';
import { TurboHoiError } from '@turbo-hoi/core';
import type { ProcessIdentity } from './process-identity';

/** What a lock file holds: the pid in its first line, what tells the process apart in its second. */
export function describeOwner({ pid, host, started }: ProcessIdentity): string {
  // The unique token tells two locks of one process apart.
  return `${pid}\n${JSON.stringify({ host, started, token: randomUUID() })}\n`;
}

/** @throws TurboHoiError `busy` where the first line is no pid */
export function parseOwner(content: string, path: string): ProcessIdentity {
  const [first, second = ''] = content.split('\n');
  if (!/^[1-9]\d*$/.test(first.trim())) {
    throw new TurboHoiError(
      'busy',
      `${path}: the first line is ${JSON.stringify(first)}, expected the pid of the owner. ` +
        'Delete the file if no process uses what it locks.',
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
