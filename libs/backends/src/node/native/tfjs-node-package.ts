import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** An installed tfjs-node package: kernels in JavaScript, sources of its binding, and perhaps a compiled binding. */
export interface TfjsNodePackage {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  /** The binding that the package's own install script provided, if any. */
  readonly ownBinding?: string;
}

/** The tfjs-node packages that resolve from the working directory or from here, without duplicates. */
export function findTfjsNodePackages(): TfjsNodePackage[] {
  const found = new Map<string, TfjsNodePackage>();
  for (const name of ['@tensorflow/tfjs-node', '@tensorflow/tfjs-node-gpu']) {
    for (const from of [join(process.cwd(), 'noop.js'), __filename]) {
      const folder = resolvePackage(name, from);
      if (folder) found.set(folder, readPackage(name, folder));
    }
  }
  return [...found.values()];
}

function resolvePackage(name: string, from: string): string | undefined {
  try {
    return dirname(createRequire(from).resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}

function readPackage(name: string, folder: string): TfjsNodePackage {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const ownBinding = [8, 7, 6, 5, 4, 3]
    .map((napi) => join(folder, 'lib', `napi-v${napi}`, 'tfjs_binding.node'))
    .find((file) => existsSync(file));
  return { folder, name, version, ownBinding };
}
