import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname } from 'node:path';

/** The content of a file: parsed JSON, or the default export of a module (the whole module if it has none). */
export async function loadFile(path: string): Promise<unknown> {
  if (extname(path) === '.json') return JSON.parse(readFileSync(path, 'utf8'));
  // `require` and not `import()`: it goes through ts-node for .ts files, and loads ES modules too.
  const loaded: unknown = createRequire(path)(path);
  return defaultExport(loaded);
}

/** The default export of a module in either module format. */
export function defaultExport(loaded: unknown): unknown {
  const exported = property(loaded, 'default');
  return exported === undefined ? loaded : exported;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
