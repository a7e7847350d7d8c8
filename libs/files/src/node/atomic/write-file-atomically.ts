import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { temporaryPath } from './temporary-path';
import { type FileContent, syncFolder, writeDurably } from './write-durably';

/**
 * Writes a file, whole or in pieces; it gets its name only when it is complete and synced to disk. A reader sees the
 * old or the new content, also after a crash. Several processes may write the same file at the same time.
 *
 * @throws the error of the system or of the iterable; then no temporary file remains, and an existing file is unchanged
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
