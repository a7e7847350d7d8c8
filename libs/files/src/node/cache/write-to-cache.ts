import { dirname } from 'node:path';
import type { FileContent } from '../atomic/write-durably';
import { writeFileAtomically } from '../atomic/write-file-atomically';
import { makeFolder } from '../folders/make-folder';

/** Writes a file of the cache atomically and creates its folder if missing. @throws the system's error */
export async function writeToCache(path: string, content: FileContent): Promise<void> {
  await makeFolder(dirname(path));
  await writeFileAtomically(path, content);
}
