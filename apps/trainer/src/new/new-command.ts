import { relative, resolve } from 'node:path';
import { writePlugin } from '@turbo-hoi/experiment/node';
import { writeText } from '../terminal/write-text';
import type { NewOptions } from './new-options';

/** Writes a new plugin and says what to do with it. */
export function newCommand(part: string, name: string, options: NewOptions): void {
  const isPackage = options.package ?? false;
  const folder = writePlugin({ part, name, isPackage }, resolve(options.dir ?? '.'));
  const shown = relative(process.cwd(), folder) || '.';
  const next = isPackage ? `cd ${shown} && npm install && npm test` : `see ${shown}/README.md`;
  writeText(process.stdout, `Wrote the ${part} "${name}" to ${shown}. Next: ${next}\n`);
}
