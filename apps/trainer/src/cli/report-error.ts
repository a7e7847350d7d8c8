import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TurboHoiError } from '@turbo-hoi/core';
import { withStageNumbers } from '@turbo-hoi/experiment';
import { writeText } from '../terminal/write-text';

/**
 * Prints an error to stderr and returns the exit code: 2 for a mistake in the command or config, 1 for any
 * other failure.
 */
export function reportError(error: unknown): 1 | 2 {
  if (error instanceof TurboHoiError) {
    print(withStageNumbers(error.message));
    if (wantsStack()) print(stackOf(error.cause ?? error));
    return error.exitCode;
  }
  print(systemMessage(error) ?? unexpected(error));
  return 1;
}

/** Explains the codes of Node's system errors. */
function systemMessage(error: unknown): string | undefined {
  const { code, path } = (error ?? {}) as NodeJS.ErrnoException;
  const at = path ? ` at ${path}` : '';
  switch (code) {
    case 'ENOSPC':
      return `No space left on the disk${at}. Finished files are intact; free some space and continue with --resume.`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `No permission to write${at} (${code}). Choose another folder with --run-dir.`;
    case 'EMFILE':
      return `Too many open files${at}. Raise the limit (ulimit -n) and try again.`;
  }
  return undefined;
}

function unexpected(error: unknown): string {
  const message = `Unexpected error: ${error instanceof Error ? error.message : String(error)}`;
  if (wantsStack()) return `${message}\n${stackOf(error)}`;
  const file = join(tmpdir(), `turbo-hoi-error-${process.pid}.txt`);
  try {
    writeFileSync(file, `${process.argv.join(' ')}\nNode ${process.version}\n${stackOf(error)}\n`);
    return `${message}\nDetails are in ${file}; --verbose prints them.`;
  } catch {
    return `${message}\nRun again with --verbose for details.`;
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function wantsStack(): boolean {
  return process.argv.includes('--verbose') || !!process.env.TURBO_HOI_DEBUG;
}

function print(message: string): void {
  writeText(process.stderr, `${message}\n`);
}
