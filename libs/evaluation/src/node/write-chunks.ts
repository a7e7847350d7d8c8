import { TurboHoiError } from '@turbo-hoi/core';
import { writeAtomically } from '@turbo-hoi/formats/node';

/**
 * Writes a file in pieces, under its final name only once it is whole and on the disk.
 *
 * @throws TurboHoiError `io`
 */
export async function writeChunks(
  path: string,
  chunks: Iterable<Uint8Array | string>,
): Promise<void> {
  await writeAtomically(path, chunks).catch((error: NodeJS.ErrnoException) => {
    const { syscall, message } = error;
    if (syscall === undefined) throw error;
    throw new TurboHoiError('io', `${path}: cannot be written (${message}).`, { cause: error });
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
