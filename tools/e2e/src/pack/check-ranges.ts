import { join } from 'node:path';
import { type PublicLib, readPackage } from '../public-libs';

/** @throws Error if an installed lib requires a sibling in another range than the one it was built with */
export function checkRanges(libs: readonly PublicLib[], folder: string): void {
  const versions = new Map(libs.map((lib) => [lib.package.name, lib.package.version]));
  for (const { package: lib } of libs) {
    const installed = readPackage(join(folder, 'node_modules', lib.name));
    for (const [name, range] of Object.entries(installed.dependencies ?? {})) {
      const version = versions.get(name);
      if (name.startsWith('@turbo-hoi/') && range !== `^${version}`) {
        throw new Error(`${lib.name} depends on ${name} ${range}; expected ^${version}`);
      }
    }
  }
}
