import { readFile } from 'node:fs/promises';
import { unreadable } from '@turbo-hoi/core';
import type { BadEntries } from '../bad-entries/bad-entries';
import { refusePipe } from './refuse-pipe';

/**
 * Reads a `.ids` file, as V-COCO has one for each split: one image id per line; `#` begins a comment.
 *
 * @param bad receives lines without an id, and duplicate ids
 * @throws TurboHoiError `io`
 */
export async function readImageIds(path: string, bad: BadEntries): Promise<Set<number>> {
  refusePipe(path);
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw unreadable(path, error);
  });
  const ids = new Set<number>();
  text.split(/\r?\n/).forEach((line, index) => {
    const written = line.replace(/#.*/, '').trim();
    if (written === '') return;
    const id = /^\d+$/.test(written) ? Number(written) : NaN;
    if (!Number.isSafeInteger(id))
      bad.add(`line ${index + 1}`, `got "${written.slice(0, 40)}"; expected an image id`);
    else if (ids.has(id)) bad.add(`line ${index + 1}`, `${id} occurs twice`);
    else ids.add(id);
  });
  return ids;
}
