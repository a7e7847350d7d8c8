import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type PublicLib, WORKSPACE } from '../public-libs';
import { run } from './run';

/** Builds the libs and writes their tarballs. @returns absolute paths */
export function packLibs(libs: readonly PublicLib[], folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  // Files of an earlier build would be packed, too.
  for (const lib of libs) rmSync(join(lib.folder, 'dist'), { recursive: true, force: true });
  run('npx', ['tsc', '-b', ...libs.map((lib) => join(lib.folder, 'tsconfig.lib.json'))], WORKSPACE);
  return libs.map((lib) => {
    const [{ filename, files }] = JSON.parse(
      run('npm', ['pack', '--json', '--pack-destination', folder, lib.folder], WORKSPACE),
    ) as [{ filename: string; files: { path: string }[] }];
    const paths = files.map(({ path }) => path);
    for (const expected of ['package.json', 'dist/index.js', 'dist/index.d.ts', 'README.md']) {
      if (!paths.includes(expected)) {
        throw new Error(
          `${lib.package.name}: its package lacks ${expected}; it has ${paths.join(', ')}`,
        );
      }
    }
    const test = paths.find((path) => /\.spec\.|__golden__|tsbuildinfo/.test(path));
    if (test) throw new Error(`${lib.package.name}: its package holds ${test}, which is for tests`);
    return join(folder, filename);
  });
}
