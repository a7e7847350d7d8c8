import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The fields of a lib's package.json used here. */
export interface LibPackage {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly files?: readonly string[];
  readonly engines?: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

export interface PublicLib {
  /** Absolute folder of the lib. */
  readonly folder: string;
  /** Absolute path of the TypeScript project that builds it. */
  readonly buildConfig: string;
  readonly package: LibPackage;
}

export const WORKSPACE = join(__dirname, '../../..');

/** Every lib of the workspace that is published. */
export function publicLibs(): PublicLib[] {
  return publicPackages('libs');
}

/** Everything that is published: the libs and the command line. */
export function published(): PublicLib[] {
  return [...publicLibs(), ...publicPackages('apps')];
}

function publicPackages(parent: string): PublicLib[] {
  const folders = readdirSync(join(WORKSPACE, parent)).map((name) => join(WORKSPACE, parent, name));
  return folders
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .map((folder) => ({
      folder,
      buildConfig: join(folder, parent === 'libs' ? 'tsconfig.lib.json' : 'tsconfig.app.json'),
      package: readPackage(folder),
    }))
    .filter((lib) => !lib.package.private);
}

export function readPackage(folder: string): LibPackage {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as LibPackage;
}
