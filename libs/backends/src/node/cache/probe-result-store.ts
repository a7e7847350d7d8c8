import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeToCache } from '@turbo-hoi/files/node';
import type { ActiveBackend } from '../active-backend';

/** Whether a backend can train here, or why not. */
export type ProbeResult =
  | { readonly ok: true; readonly active: ActiveBackend }
  | { readonly ok: false; readonly reason: string };

const FAILURE_LIFETIME_MS = 24 * 3600_000;

/** Probe results on disk; a key must cover everything that a result depends on. */
export class ProbeResultStore {
  constructor(private readonly folder: string) {}

  /** The stored result; a failure expires after a day, since its cause may be gone. */
  async read(key: string): Promise<ProbeResult | undefined> {
    try {
      const { at, verdict } = JSON.parse(await readFile(this.file(key), 'utf8')) as Entry;
      return verdict.ok || Date.now() - at < FAILURE_LIFETIME_MS ? verdict : undefined;
    } catch {
      return undefined;
    }
  }

  async write(key: string, result: ProbeResult): Promise<void> {
    const entry: Entry = { at: Date.now(), verdict: result };
    // Ignored, since with a read-only home only the next start takes a second longer.
    await writeToCache(this.file(key), JSON.stringify(entry)).catch(() => undefined);
  }

  private file(key: string): string {
    return join(this.folder, `${key}.json`);
  }
}

interface Entry {
  readonly at: number;
  readonly verdict: ProbeResult;
}
