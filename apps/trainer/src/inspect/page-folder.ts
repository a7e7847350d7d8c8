import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { TurboHoiError } from '@turbo-hoi/core';
import { RUNS } from '@turbo-hoi/experiment/node';
import { writeDurably, writeFolderAtomically } from '@turbo-hoi/files/node';

/** The files of a page's folder; any other file in it was not written by `inspect`. */
export interface PageFiles {
  readonly html: string;
  /** The inspection as JSON. */
  readonly json: string;
}

const NAMES = { html: 'index.html', json: 'inspection.json' };

export function defaultPageFolder(kind: string): string {
  return join(RUNS, `inspect-${kind.replace(/[^\w.-]/g, '_')}`);
}

/** @throws TurboHoiError `usage` for a folder with files of other programs */
export function checkPageFolder(folder: string): void {
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory()) throw refused(folder, 'is a file');
  const names = readdirSync(folder).sort();
  if (names.length === 0 || names.join() === Object.values(NAMES).sort().join()) return;
  throw refused(folder, 'holds files that are not of an inspection');
}

/**
 * Writes a page's folder atomically, replacing an older one.
 *
 * @throws TurboHoiError `usage` for a folder with files of other programs
 */
export async function writePageFolder(folder: string, { html, json }: PageFiles): Promise<void> {
  const fill = async (draft: string) => {
    await writeDurably(join(draft, NAMES.html), html);
    await writeDurably(join(draft, NAMES.json), json);
    checkPageFolder(folder);
  };
  await writeFolderAtomically(folder, fill, { replace: true });
}

function refused(folder: string, reason: string): TurboHoiError {
  return new TurboHoiError(
    'usage',
    `--out: ${folder} ${reason}. Name a new or empty folder, or that of an older page; nothing was written.`,
  );
}
