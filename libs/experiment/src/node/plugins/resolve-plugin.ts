import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TurboHoiError } from '@turbo-hoi/core';
import { createJiti } from 'jiti';
import { isPath, type PluginRequest } from './plugin-request';

/** A folder with packages of its own, in which plugins stay whatever else is installed beside it. */
const EXTENSIONS = 'extensions';

/**
 * The file that a request names: a file, the entry of a folder with a package.json, or that of an installed package.
 *
 * @throws TurboHoiError `config` if there is none
 */
export function resolvePlugin(request: PluginRequest): string {
  const { spec, folder, source } = request;
  try {
    const found = isPath(spec) ? entryAt(resolve(folder, spec)) : installed(spec, folder);
    if (found) return found;
  } catch (error) {
    throw new TurboHoiError('config', `${source}: ${(error as Error).message}`, { cause: error });
  }
  throw new TurboHoiError(
    'config',
    isPath(spec)
      ? `${source}: there is no file ${resolve(folder, spec)}.`
      : `${source}: there is no package "${spec}" seen from ${folder}. ` +
          'Install it, or write the path of a file as ./name.ts.',
  );
}

function entryAt(path: string): string | null {
  // A name without its extension is completed as `require` does.
  if (!existsSync(path)) return tryResolve(join(path, '..', 'index.js'), path);
  if (!statSync(path).isDirectory()) return path;
  const manifest = join(path, 'package.json');
  const { name, exports } = existsSync(manifest) ? readManifest(manifest) : {};
  // With `exports`, Node finds a package's entry by its name only, also from within.
  return resolveFrom(manifest, name && exports ? name : path);
}

/** A run folder may lie outside the folders in which packages are installed. */
function installed(name: string, folder: string): string | null {
  for (const start of [folder, process.cwd()]) {
    for (const place of [start, join(start, EXTENSIONS)]) {
      const found = resolveFrom(join(place, 'index.js'), name);
      if (found) return found;
    }
  }
  return null;
}

/** By the rules of `require`, then by those of `import`, as a package may have an entry for one of them only. */
function resolveFrom(file: string, request: string): string | null {
  const required = tryResolve(file, request);
  if (required) return required;
  const url = createJiti(file).esmResolve(request, { try: true, parentURL: file });
  if (!url) return null;
  const found = fileURLToPath(url);
  if (!existsSync(found)) throw new Error(unbuilt(found));
  return found;
}

/** @throws Error for a package whose entry does not exist */
function tryResolve(file: string, request: string): string | null {
  try {
    return createRequire(file).resolve(request);
  } catch (error) {
    const [, entry] = /^Cannot find module '([^']+)'/.exec((error as Error).message) ?? [];
    if (entry && entry !== request) throw new Error(unbuilt(entry), { cause: error });
    return null;
  }
}

const unbuilt = (entry: string) =>
  `the entry ${entry} does not exist; build the package, or name its source file.`;

function readManifest(path: string): { readonly name?: string; readonly exports?: unknown } {
  return JSON.parse(readFileSync(path, 'utf8')) as { name?: string; exports?: unknown };
}
