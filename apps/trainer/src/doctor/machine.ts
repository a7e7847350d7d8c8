import { existsSync, statfsSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { cacheFolder } from '@turbo-hoi/files/node';

/** Where training would run; sizes in bytes. */
export interface Machine {
  readonly node: string;
  readonly platform: string;
  readonly processor: string;
  readonly cores: number;
  readonly memory: number;
  /** The folder where the user stands, in which runs are kept. */
  readonly folder: string;
  readonly freeDisk: number;
  /** Where a native backend is kept between runs. */
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

/** A container's limit if there is one. */
function limitedMemory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

/** Of the file system where a folder is, or would be made. */
function freeDisk(folder: string): number {
  let existing = folder;
  while (!existsSync(existing)) existing = dirname(existing);
  const { bavail, bsize } = statfsSync(existing);
  return bavail * bsize;
}
