import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Registry } from './registry';

/** A package manager as a user has it, in a version of its own. */
export interface PackageManager {
  /** `npm 11`. */
  readonly name: string;
  /** The package that npx runs it from. */
  readonly spec: string;
  /** Settings besides .npmrc: a file and its content. */
  readonly settings?: (registry: Registry) => readonly [file: string, content: string];
  /** Adds packages to a project. */
  readonly add: (packages: readonly string[]) => readonly string[];
  /** Runs a program of the project. */
  readonly exec: (words: readonly string[]) => readonly string[];
}

/** Those that a user may have; the newest major versions of pnpm and yarn refuse packages that are minutes old. */
export const PACKAGE_MANAGERS: readonly PackageManager[] = [
  npm('npm 10', 'npm@10.9.4'),
  npm('npm 11', 'npm@11.6.2'),
  {
    name: 'pnpm 10',
    spec: 'pnpm@10.20.0',
    add: (packages) => ['add', ...packages],
    exec: (words) => ['exec', ...words],
  },
  {
    name: 'yarn 4',
    spec: '@yarnpkg/cli-dist@4.10.3',
    settings: ({ url }) => [
      '.yarnrc.yml',
      [
        'nodeLinker: node-modules',
        `npmRegistryServer: "${url}"`,
        'unsafeHttpWhitelist: ["127.0.0.1"]',
        'enableTelemetry: false',
        'enableScripts: false',
        'enableGlobalCache: false',
        'enableImmutableInstalls: false',
        '',
      ].join('\n'),
    ],
    add: (packages) => ['add', ...packages],
    exec: (words) => ['run', ...words],
  },
];

function npm(name: string, spec: string): PackageManager {
  return {
    name,
    spec,
    add: (packages) => ['install', '--ignore-scripts', ...packages],
    exec: (words) => ['exec', '--no', '--', ...words],
  };
}

/** Makes a folder the project of a user that installs from the registry. */
export function startProject(folder: string, registry: Registry, manager?: PackageManager): void {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'user', private: true }));
  writeFileSync(join(folder, '.npmrc'), registry.npmrc);
  const settings = manager?.settings?.(registry);
  if (settings) writeFileSync(join(folder, settings[0]), settings[1]);
}
