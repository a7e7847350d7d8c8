import { unwritable } from '@turbo-hoi/core';
import { writeFileAtomically } from '@turbo-hoi/files/node';

/**
 * Writes a file in chunks, under a temporary name until it is complete and synced.
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

/** A JSON array in chunks, one item per line. */
export function* jsonList(items: Iterable<string>): Generator<string> {
  let first = true;
  for (const item of items) {
    yield first ? `[\n${item}` : `,\n${item}`;
    first = false;
  }
  yield first ? '[]\n' : '\n]\n';
}
