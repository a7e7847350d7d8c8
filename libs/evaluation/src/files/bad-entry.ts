import type { BadEntries } from '@turbo-hoi/formats';

/** Reason why an entry of a file is invalid; `readEntry` reports it. */
export class BadEntry extends Error {}

/** Returns the result of `read`; reports a bad entry and returns undefined. */
export function readEntry<T>(bad: BadEntries, where: () => string, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof BadEntry)) throw error;
    bad.add(where(), error.message);
    return undefined;
  }
}
