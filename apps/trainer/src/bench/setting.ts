import { availableParallelism, cpus } from 'node:os';
import type { ChosenBackend } from '@turbo-hoi/backends';

/** Where and when figures were measured, so that they can be read later. */
export interface Setting {
  readonly command: string;
  /** ISO 8601. */
  readonly date: string;
  readonly machine: { readonly processor: string; readonly cores: number };
  readonly node: string;
}

/** With the backend that our side runs on. */
export type BenchSetting = Setting & { readonly backend: ChosenBackend };

export function setting(): Setting {
  return {
    command: ['trainer', ...process.argv.slice(2)].join(' '),
    date: new Date().toISOString(),
    machine: {
      processor: cpus()[0]?.model.trim() || 'unknown',
      cores: availableParallelism(),
    },
    node: process.version,
  };
}
