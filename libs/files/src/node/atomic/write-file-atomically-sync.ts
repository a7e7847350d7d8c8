import { closeSync, fsyncSync, openSync, writeFileSync } from 'node:fs';
import { replaceSync } from './replace-sync';

/**
 * Writes a file under its own name only once it is whole and on the disk, as `writeFileAtomically` does.
 *
 * @throws what the system throws; nothing is left behind then, and what was there before stays
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

/** Writes pretty-printed JSON with a closing line break, as `writeFileAtomicallySync` does. */
export function writeJsonAtomicallySync(path: string, value: unknown): void {
  writeFileAtomicallySync(path, `${JSON.stringify(value, null, 2)}\n`);
}
