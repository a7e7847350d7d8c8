import { unwritable } from '@turbo-hoi/core';
import { writeFileAtomically } from '@turbo-hoi/files/node';

/**
 * Writes a file in pieces, under its final name only once it is whole and on the disk.
 *
 * @throws TurboHoiError `io`
 */
export async function writeChunks(
  path: string,
  chunks: Iterable<Uint8Array | string>,
): Promise<void> {
  await writeFileAtomically(path, chunks).catch((error: NodeJS.ErrnoException) => {
    if (error.syscall === undefined) throw error;
    throw unwritable(path, error);
  });
}

/** A JSON array in pieces, an item a line. */
export function* jsonList(items: Iterable<string>): Generator<string> {
  let first = true;
  for (const item of items) {
    yield first ? `[\n${item}` : `,\n${item}`;
    first = false;
  }
  yield first ? '[]\n' : '\n]\n';
}
