import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type PublicLib, WORKSPACE } from '../public-libs';
import { run } from './run';

/** A package as npm would publish it. */
export interface Packed {
  readonly lib: PublicLib;
  /** Absolute path. */
  readonly tarball: string;
  /** Of the tarball, in bytes. */
  readonly size: number;
  /** Paths of its files, relative to the package. */
  readonly files: readonly string[];
}

/** Builds packages and writes their tarballs. */
export function packLibs(libs: readonly PublicLib[], folder: string): Packed[] {
  mkdirSync(folder, { recursive: true });
  // Files of an earlier build would be packed, too.
  for (const lib of libs) rmSync(join(lib.folder, 'dist'), { recursive: true, force: true });
  run('npx', ['tsc', '-b', ...libs.map((lib) => lib.buildConfig)], WORKSPACE);
  return libs.map((lib) => {
    const [{ filename, size, files }] = JSON.parse(
      run('npm', ['pack', '--json', '--pack-destination', folder, lib.folder], WORKSPACE),
    ) as [{ filename: string; size: number; files: { path: string }[] }];
    const packed = {
      lib,
      tarball: join(folder, filename),
      size,
      files: files.map(({ path }) => path),
    };
    checkFiles(packed);
    return packed;
  });
}

/** @throws Error if a package lacks a file that its manifest or its maps name, or holds one for tests */
function checkFiles({ lib, files }: Packed): void {
  const { name, exports, bin = {} } = lib.package;
  const named = [...Object.values(exports), ...Object.values(bin)]
    .flatMap((entry) => (typeof entry === 'string' ? entry : Object.values(entry as object)))
    .map((path: string) => path.replace(/^\.\//, ''));
  const missing = ['README.md', 'LICENSE', ...named].filter((path) => !files.includes(path));
  if (missing.length > 0) throw new Error(`${name}: its package lacks ${missing.join(', ')}`);
  const test = files.find((path) => /\.spec\.|__golden__|__fixtures__|tsbuildinfo/.test(path));
  if (test) throw new Error(`${name}: its package holds ${test}, which is for tests`);
  const unmapped = files.find((path) => path.endsWith('.js') && !files.includes(`${path}.map`));
  if (unmapped) throw new Error(`${name}: ${unmapped} has no source map`);
}
