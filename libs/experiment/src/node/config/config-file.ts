import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { checkDepth, nearest, TurboHoiError } from '@turbo-hoi/core';
import { loadModule } from '../plugins/load-module';

const EXTENSIONS = ['.json', '.ts', '.js', '.cjs', '.mjs', '.cts', '.mts'];

/** The content of a config file, not validated yet. */
export interface ConfigFile {
  /** The file's name without its extension. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  /** Folder that the file's paths are relative to. */
  readonly folder: string;
  readonly content: object;
}

/** The names of the configs in a folder, as `--config` takes them. */
export function builtInConfigs(folder: string): string[] {
  return [...builtInFiles(folder).keys()].sort();
}

/** Paths by name: TypeScript in a workspace, JavaScript where it was built. */
function builtInFiles(folder: string): Map<string, string> {
  const files = readdirSync(folder).filter((file) => /(?<!\.d)\.ts$|\.js$/.test(file));
  return new Map(files.map((file) => [basename(file, extname(file)), join(folder, file)]));
}

/**
 * Reads a config by the name of a built-in one or by its path.
 *
 * @param cwd the folder that the path is relative to
 * @param builtIn the folder of the built-in configs
 * @throws TurboHoiError `config`
 */
export async function readConfigFile(
  nameOrPath: string,
  cwd: string,
  builtIn: string,
): Promise<ConfigFile> {
  const path = locate(nameOrPath, cwd, builtIn);
  const content = await loadModule(path).catch((error: Error) => {
    throw new TurboHoiError(
      'config',
      `--config ${nameOrPath}: ${path} failed to load: ${error.message}`,
      {
        cause: error,
      },
    );
  });
  checkDepth(content, `--config ${nameOrPath}: ${path}`, 'config');
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new TurboHoiError(
      'config',
      `--config ${nameOrPath}: ${path} gives ${JSON.stringify(content) ?? 'nothing'}; ` +
        'expected an object, in a script as its default export.',
    );
  }
  return { name: basename(path, extname(path)), path, folder: dirname(path), content };
}

function locate(nameOrPath: string, cwd: string, builtIn: string): string {
  const files = builtInFiles(builtIn);
  const known = files.get(nameOrPath);
  if (known !== undefined) return known;
  const path = resolve(cwd, nameOrPath);
  if (EXTENSIONS.includes(extname(path)) && existsSync(path)) return path;
  throw new TurboHoiError(
    'config',
    `--config ${nameOrPath}: ${reason(nameOrPath, path, builtInConfigs(builtIn))}`,
  );
}

function reason(nameOrPath: string, path: string, names: readonly string[]): string {
  const extensions = EXTENSIONS.join(', ');
  if (existsSync(path)) return `${path} is not a config file; expected one of ${extensions}.`;
  if (EXTENSIONS.includes(extname(path))) return `there is no file ${path}.`;
  const meant = nearest(nameOrPath, names);
  return (
    `no such config${meant ? `, did you mean "${meant}"?` : '.'} ` +
    `Built in: ${names.join(', ')}; or give the path of a file (${extensions}).`
  );
}
