import { randomUUID } from 'node:crypto';
import { TurboHoiError } from '@turbo-hoi/core';
import type { ProcessIdentity } from './process-identity';

/** Content of a lock file: the pid in the first line, the rest of the process identity in the second. */
export function describeOwner({ pid, host, started }: ProcessIdentity): string {
  // The random token distinguishes two locks of the same process.
  return `${pid}\n${JSON.stringify({ host, started, token: randomUUID() })}\n`;
}

/** @throws TurboHoiError `busy` if the first line is not a pid */
export function parseOwner(content: string, path: string): ProcessIdentity {
  const [first, second = ''] = content.split('\n');
  if (!/^[1-9]\d*$/.test(first.trim())) {
    throw new TurboHoiError(
      'busy',
      `${path}: the first line is ${JSON.stringify(first)}, expected the pid of the owner. ` +
        'Delete the file if no process uses the locked resource.',
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
