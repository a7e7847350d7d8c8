import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { slotExamples } from '@turbo-hoi/experiment/node';
import { publicLibs } from '../public-libs';

/** The example in the doc comment of a plugin slot. */
export interface SlotExample {
  /** The slot's constant, such as `STEMS`. */
  readonly slot: string;
  /** Null: its doc comment has none. */
  readonly code: string | null;
}

/** Every plugin slot of the libraries, with its example. */
export function readSlotExamples(): SlotExample[] {
  return publicLibs()
    .flatMap(({ folder }) => sources(join(folder, 'src')))
    .flatMap((path) => [...slotExamples(readFileSync(path, 'utf8'))])
    .map(([slot, code]) => ({ slot, code }));
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /(?<!\.spec)\.ts$/.test(entry.name) ? [path] : [];
  });
}
