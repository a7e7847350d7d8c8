import { availableParallelism, cpus, loadavg } from 'node:os';
import type { ChosenBackend } from '@turbo-hoi/backends';

/** Where and when figures were measured, so that they can be read later. */
export interface Setting {
  readonly command: string;
  /** ISO 8601. */
  readonly date: string;
  readonly machine: { readonly processor: string; readonly cores: number };
  /** Programs that wanted a core in the minute before, on average. */
  readonly load: number;
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
    load: loadavg()[0],
    node: process.version,
  };
}

/** A warning about other programs on the machine; empty on an idle one. */
export function busyWarning({ load, machine: { cores } }: Setting): string {
  if (load < cores / 2) return '';
  return `Other programs are running (load ${load.toFixed(1)} on ${cores} cores): ratios mean little, since PyTorch's threads wait for one another.`;
}
