import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FileContent } from '../atomic/write-durably';
import { writeFileAtomically } from '../atomic/write-file-atomically';

/** Writes a file of the cache atomically and creates its folder if missing. @throws the system's error */
export async function writeToCache(path: string, content: FileContent): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFileAtomically(path, content);
}
