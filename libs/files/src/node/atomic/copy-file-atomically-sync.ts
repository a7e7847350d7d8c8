import { copyFileSync } from 'node:fs';
import { replaceSync, syncSync } from './replace-sync';

/** Copies a file atomically. @throws the system's error; an existing target is then unchanged */
export function copyFileAtomicallySync(from: string, to: string): void {
  replaceSync(to, (temporary) => {
    copyFileSync(from, temporary);
    syncSync(temporary);
  });
}
