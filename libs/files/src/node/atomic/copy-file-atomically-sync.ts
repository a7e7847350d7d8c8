import { copyFileSync } from 'node:fs';
import { replaceSync, syncSync } from './replace-sync';

/** Copies a file, whole or not at all. @throws what the system throws; what was there before stays then */
export function copyFileAtomicallySync(from: string, to: string): void {
  replaceSync(to, (temporary) => {
    copyFileSync(from, temporary);
    syncSync(temporary);
  });
}
