import { writeAtomically } from '@turbo-hoi/formats/node';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a file of the cache, whose folder is made where it is missing. */
export async function writeToCache(path: string, parts: readonly Uint8Array[]): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeAtomically(path, parts);
}
