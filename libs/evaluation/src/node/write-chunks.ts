import { open, rename, rm } from 'node:fs/promises';
import { TurboHoiError } from '@turbo-hoi/core';

const BLOCK = 2 ** 20;

/**
 * Writes a file in pieces, under its final name only once it is whole and on the disk.
 *
 * @throws TurboHoiError `io`
 */
export async function writeChunks(
  path: string,
  chunks: Iterable<Uint8Array | string>,
): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(temporary, 'w');
    try {
      for (const block of blocks(chunks)) await file.writeFile(block);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    const { syscall, message } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new TurboHoiError('io', `${path}: cannot be written (${message}).`, { cause: error });
  }
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

/** Fewer, larger pieces. */
function* blocks(chunks: Iterable<Uint8Array | string>): Generator<Uint8Array> {
  let parts: Buffer[] = [];
  let size = 0;
  for (const chunk of chunks) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk);
    parts.push(bytes);
    size += bytes.length;
    if (size < BLOCK) continue;
    yield Buffer.concat(parts);
    [parts, size] = [[], 0];
  }
  yield Buffer.concat(parts);
}
