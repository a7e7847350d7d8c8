import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { cacheFolder } from '@turbo-hoi/files/node';
import { createJiti } from 'jiti';
import { modulesForFile, withSharedCopies } from './shared-packages';

/**
 * The content of a user's file: parsed JSON, or the default export of a module (the whole module if it has none).
 *
 * A module is CommonJS, ESM or TypeScript, and meets the program's copies of turbo-hoi, tfjs and inversify wherever it
 * lies (ADR-039).
 */
export async function loadModule(path: string): Promise<unknown> {
  if (extname(path) === '.json') return JSON.parse(readFileSync(path, 'utf8'));
  return defaultExport(await evaluate(path));
}

async function evaluate(path: string): Promise<unknown> {
  const jiti = createJiti(path, {
    fsCache: join(cacheFolder(), 'modules'),
    interopDefault: false,
    virtualModules: modulesForFile(path),
  });
  try {
    return withSharedCopies(() => jiti(path) as unknown);
  } catch (error) {
    if (!needsImport(error)) throw error;
    // Only here does Node's own loader read ES modules, which finds the copies beside the file.
    return await jiti.import(path);
  }
}

/** Whether `await` stands outside of a function, which only `import` can wait for. */
function needsImport(error: unknown): boolean {
  const { name, code, message } = error as Partial<NodeJS.ErrnoException>;
  return (
    code === 'ERR_REQUIRE_ASYNC_MODULE' ||
    (name === 'SyntaxError' && /\bawait\b/.test(message ?? ''))
  );
}

/** The default export of a module in either module format. */
function defaultExport(loaded: unknown): unknown {
  const exported = property(loaded, 'default');
  return exported === undefined ? loaded : exported;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
