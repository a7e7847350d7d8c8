import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { TurboHoiError } from '@turbo-hoi/core';

/**
 * Writes a file piece by piece under a temporary name beside it, and gives it its own once it is complete.
 *
 * @throws TurboHoiError `io` where it cannot be written; then nothing of it stays, and what was there before does
 */
export async function writeFileInPieces(
  path: string,
  pieces: AsyncIterable<Uint8Array>,
): Promise<void> {
  const temporary = `${path}.${process.pid}-${randomUUID().slice(0, 8)}.tmp`;
  try {
    const handle = await open(temporary, 'wx');
    try {
      for await (const piece of pieces) await handle.writeFile(piece);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    if (error instanceof TurboHoiError) throw error;
    throw new TurboHoiError('io', `${path}: cannot be written: ${(error as Error).message}.`, {
      cause: error,
    });
  }
}
