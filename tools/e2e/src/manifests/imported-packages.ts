import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { parseJsonConfigFileContent, preProcessFile, readConfigFile, sys } from 'typescript';
import type { PublicLib } from '../public-libs';

/** The packages which the published sources of a lib import or require, types included. */
export function importedPackages({ folder, buildConfig, package: own }: PublicLib): Set<string> {
  const { config } = readConfigFile(buildConfig, sys.readFile);
  const { fileNames } = parseJsonConfigFileContent(config, sys, folder);
  const specifiers = fileNames.flatMap((file) =>
    preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles.map(
      ({ fileName }) => fileName,
    ),
  );
  // Code that a generator writes imports the package that holds it, and what its template leaves open.
  const others = specifiers.filter(isPackage).map(packageName);
  return new Set(others.filter((name) => name !== own.name && !name.includes('${')));
}

const isPackage = (specifier: string) =>
  !/^(\.|node:)/.test(specifier) && !builtinModules.includes(specifier);

const packageName = (specifier: string) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
