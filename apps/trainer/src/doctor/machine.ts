import { existsSync, statfsSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { cacheFolder } from '@turbo-hoi/files/node';

/** The machine that would run training; sizes in bytes. */
export interface Machine {
  readonly node: string;
  readonly platform: string;
  readonly processor: string;
  readonly cores: number;
  readonly memory: number;
  /** The working directory, in which runs are stored. */
  readonly folder: string;
  readonly freeDisk: number;
  /** The cache folder of the native backend. */
  readonly cache: string;
  readonly cacheExists: boolean;
  readonly freeCacheDisk: number;
}

export function inspectMachine(folder: string): Machine {
  const cache = cacheFolder();
  return {
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    processor: cpus()[0]?.model.trim() || 'unknown',
    cores: availableParallelism(),
    memory: limitedMemory(),
    folder,
    freeDisk: freeDisk(folder),
    cache,
    cacheExists: existsSync(cache),
    freeCacheDisk: freeDisk(cache),
  };
}

/** The memory limit of the container, if any. */
function limitedMemory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

/** Free bytes on the file system of a folder, which need not exist yet. */
function freeDisk(folder: string): number {
  let existing = folder;
  while (!existsSync(existing)) existing = dirname(existing);
  const { bavail, bsize } = statfsSync(existing);
  return bavail * bsize;
}
