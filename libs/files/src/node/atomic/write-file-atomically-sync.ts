import { closeSync, fsyncSync, openSync, writeFileSync } from 'node:fs';
import { replaceSync } from './replace-sync';

/**
 * Synchronous `writeFileAtomically`: the file gets its name only when it is complete and synced to disk.
 *
 * @throws the system's error; then no temporary file remains, and an existing file is unchanged
 */
export function writeFileAtomicallySync(path: string, content: string | Uint8Array): void {
  replaceSync(path, (temporary) => {
    const file = openSync(temporary, 'wx');
    try {
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  });
}

/** Writes indented JSON with a final line break by `writeFileAtomicallySync`. */
export function writeJsonAtomicallySync(path: string, value: unknown): void {
  writeFileAtomicallySync(path, `${JSON.stringify(value, null, 2)}\n`);
}
