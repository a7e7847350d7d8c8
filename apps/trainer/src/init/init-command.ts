import { existsSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { TurboHoiError } from '@turbo-hoi/core';
import { makeFolderSync, writeFileAtomicallySync } from '@turbo-hoi/files/node';
import { ownVersion } from '../cli/own-version';
import { printLine } from '../terminal/print-line';
import type { InitOptions } from './init-options';
import { projectFiles } from './project-files';

/** npm's rule for names without a scope, to which it adds a length of 214. */
const NAME = /^(?=.{1,214}$)[a-z0-9][a-z0-9._-]*$/;

/**
 * The command `init`: writes a small project to a new or empty folder.
 *
 * @throws TurboHoiError `usage` if the folder has files or cannot be written, or for a name that npm refuses
 */
export function initCommand(folder: string, { name }: InitOptions): void {
  const path = resolve(folder);
  const files = projectFiles({ name: checkedName(name ?? basename(path)), version: ownVersion() });
  if (existsSync(path)) refuseFiles(folder, path);
  try {
    makeFolderSync(path);
    for (const [file, content] of Object.entries(files)) {
      writeFileAtomicallySync(join(path, file), content);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw usage(`init ${folder}: cannot be written (${code}). Choose another folder.`, error);
  }
  printLine(
    `Wrote ${Object.keys(files).join(', ')}.\nNext: cd ${folder} && npm install && npm run train`,
  );
}

function checkedName(name: string): string {
  if (NAME.test(name)) return name;
  throw usage(
    `init: "${name}" is no name of a package; expected lower-case letters, digits, ".", "_" and "-". Name it with --name.`,
  );
}

function refuseFiles(folder: string, path: string): void {
  let found: string[];
  try {
    found = readdirSync(path);
  } catch (error) {
    throw usage(`init ${folder}: it is a file, or cannot be read. Choose another folder.`, error);
  }
  if (found.length === 0) return;
  throw usage(`init ${folder}: the folder has files already (${found[0]}). Choose a new folder.`);
}

const usage = (message: string, cause?: unknown) => new TurboHoiError('usage', message, { cause });
