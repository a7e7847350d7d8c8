import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { parseJsonConfigFileContent, preProcessFile, readConfigFile, sys } from 'typescript';

/** The packages which the published sources of a lib import or require, types included. */
export function importedPackages(folder: string): Set<string> {
  const { config } = readConfigFile(buildConfig(folder), sys.readFile);
  const { fileNames } = parseJsonConfigFileContent(config, sys, folder);
  const specifiers = fileNames.flatMap((file) =>
    preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles.map(
      ({ fileName }) => fileName,
    ),
  );
  return new Set(specifiers.filter(isPackage).map(packageName));
}

/** The TypeScript project that builds the package in a folder. */
export function buildConfig(folder: string): string {
  const path = join(folder, 'tsconfig.lib.json');
  return existsSync(path) ? path : join(folder, 'tsconfig.app.json');
}

const isPackage = (specifier: string) =>
  !/^(\.|node:)/.test(specifier) && !builtinModules.includes(specifier);

const packageName = (specifier: string) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
