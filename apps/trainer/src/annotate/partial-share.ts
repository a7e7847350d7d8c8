import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Communicator, TurboHoiError } from '@turbo-hoi/core';
import type { ImageRange } from './annotate-images';
import { type AnnotatedImage, PartialFile } from './partial-file';

/** What a rank annotates: neighbouring images, so that the shares one after the other are all images in order. */
export function shareOf({ rank, size }: Pick<Communicator, 'rank' | 'size'>, images: number) {
  const start = (rank: number) => Math.floor((images * rank) / size);
  return { from: start(rank), to: start(rank + 1) } satisfies ImageRange;
}

/** The unfinished work of a rank. */
export function partialPath(out: string, { rank, size }: Pick<Communicator, 'rank' | 'size'>) {
  return size === 1 ? `${out}.partial` : `${out}.partial-${rank + 1}-of-${size}`;
}

/**
 * Work that was begun with another number of ranks is in other shares.
 *
 * @throws TurboHoiError `usage` that names its file
 */
export function checkNoOtherShares(out: string, size: number): void {
  const start = `${basename(out)}.partial`;
  const own = Array.from({ length: size }, (_, rank) => basename(partialPath(out, { rank, size })));
  const other = readdirSync(dirname(out)).find(
    (name) => name.startsWith(start) && !own.includes(name),
  );
  if (other === undefined) return;
  throw new TurboHoiError(
    'usage',
    `${join(dirname(out), other)}: belongs to a command with another number of ranks than ${size}; ` +
      'repeat it with that number to finish it, delete its files to start over, or choose another --out.',
  );
}

/** The results of all ranks, which rank 0 must be able to read. @param first those of rank 0 */
export async function openShares(
  first: PartialFile,
  out: string,
  size: number,
  request: unknown,
): Promise<{ entries(): AsyncGenerator<AnnotatedImage>; remove(): void }> {
  const partials = [first];
  for (let rank = 1; rank < size; rank++) {
    partials.push(await PartialFile.open(partialPath(out, { rank, size }), request));
  }
  return {
    async *entries() {
      for (const partial of partials) yield* partial.entries();
    },
    remove: () => partials.forEach((partial) => partial.remove()),
  };
}
