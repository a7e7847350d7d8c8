import type { BadEntries } from '@turbo-hoi/formats';

/** Why one entry of a file cannot be used; `readEntry` turns it into a line of the report. */
export class BadEntry extends Error {}

/** What `read` gives; undefined where it finds the entry bad, which is then reported. */
export function readEntry<T>(bad: BadEntries, where: () => string, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof BadEntry)) throw error;
    bad.add(where(), error.message);
    return undefined;
  }
}
