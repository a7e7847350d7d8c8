import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { temporaryPath } from './temporary-path';
import { type FileContent, syncFolder, writeDurably } from './write-durably';

/**
 * Writes a file, at once or in pieces, under its own name only once it is whole and on the disk: whoever reads it sees the old or the
 * new content, also after a crash. Processes that write the same file do not disturb each other.
 *
 * @throws what the system or the iterable throws; nothing is left behind then, and what was there before stays
 */
export async function writeFileAtomically(path: string, content: FileContent): Promise<void> {
  const temporary = temporaryPath(path);
  try {
    await writeDurably(temporary, content);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(path));
}
