import { availableParallelism, cpus } from 'node:os';

/** Where and when figures were measured, so that they can be read later. */
export interface Setting {
  readonly command: string;
  /** ISO 8601. */
  readonly date: string;
  readonly machine: { readonly processor: string; readonly cores: number };
  readonly threads: number;
  readonly node: string;
}

export function setting(threads = availableParallelism()): Setting {
  return {
    command: ['trainer', ...process.argv.slice(2)].join(' '),
    date: new Date().toISOString(),
    machine: {
      processor: cpus()[0]?.model.trim() || 'unknown',
      cores: availableParallelism(),
    },
    threads,
    node: process.version,
  };
}
