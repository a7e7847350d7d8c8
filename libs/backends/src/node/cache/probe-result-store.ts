import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeToCache } from '@turbo-hoi/files/node';
import type { ActiveBackend } from '../active-backend';

/** What a probe found. */
export type Verdict =
  | { readonly ok: true; readonly active: ActiveBackend }
  | { readonly ok: false; readonly reason: string };

const BAD_NEWS_LASTS_MS = 24 * 3600_000;

/** Verdicts on disk, each under a name that stands for everything it depends on. */
export class VerdictStore {
  constructor(private readonly folder: string) {}

  /** A good verdict stays; a bad one is forgotten after a day, since its cause may be gone. */
  async read(key: string): Promise<Verdict | undefined> {
    try {
      const { at, verdict } = JSON.parse(await readFile(this.file(key), 'utf8')) as Entry;
      return verdict.ok || Date.now() - at < BAD_NEWS_LASTS_MS ? verdict : undefined;
    } catch {
      return undefined;
    }
  }

  async write(key: string, verdict: Verdict): Promise<void> {
    const entry: Entry = { at: Date.now(), verdict };
    // A read-only home only costs the next start its second.
    await writeToCache(this.file(key), JSON.stringify(entry)).catch(() => undefined);
  }

  private file(key: string): string {
    return join(this.folder, `${key}.json`);
  }
}

interface Entry {
  readonly at: number;
  readonly verdict: Verdict;
}
