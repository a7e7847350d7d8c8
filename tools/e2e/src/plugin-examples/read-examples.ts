import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicLibs } from '../public-libs';

/** The example in the doc comment of a plugin slot. */
export interface SlotExample {
  /** The slot's constant, such as `STEMS`. */
  readonly slot: string;
  /** Null: its doc comment has none. */
  readonly code: string | null;
}

const SLOT = /(\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?export const ([A-Z_]+) = pluginSlot</g;

/** Every plugin slot of the libraries, with its example. */
export function readSlotExamples(): SlotExample[] {
  return publicLibs()
    .flatMap(({ folder }) => sources(join(folder, 'src')))
    .flatMap((path) => [...readFileSync(path, 'utf8').matchAll(SLOT)])
    .map(([, comment = '', slot]) => ({ slot, code: exampleOf(comment) }));
}

function exampleOf(comment: string): string | null {
  const text = comment.replace(/^\s*\/?\*+\/? ?/gm, '');
  const [, example] = /@example\n([\s\S]*)$/.exec(text) ?? [];
  return example?.trim() || null;
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /(?<!\.spec)\.ts$/.test(entry.name) ? [path] : [];
  });
}
