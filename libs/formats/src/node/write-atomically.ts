import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';

type Chunk = Uint8Array | string;

const BLOCK = 2 ** 20;

/**
 * Writes a file in pieces, under its final name only once it is whole and on the disk; processes that write the same one do
 * not disturb each other.
 *
 * @throws what the system or the iterable throws; nothing is left behind then
 */
export async function writeAtomically(
  path: string,
  chunks: Iterable<Chunk> | AsyncIterable<Chunk>,
): Promise<void> {
  const temporary = `${path}.${randomUUID()}.partial`;
  try {
    const file = await open(temporary, 'wx');
    try {
      for await (const block of blocks(chunks)) await file.writeFile(block);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Fewer, larger pieces. */
async function* blocks(chunks: Iterable<Chunk> | AsyncIterable<Chunk>): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    parts.push(bytes);
    size += bytes.length;
    if (size < BLOCK) continue;
    yield Buffer.concat(parts);
    [parts, size] = [[], 0];
  }
  yield Buffer.concat(parts);
}
