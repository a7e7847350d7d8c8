import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { TurboHoiError } from '@turbo-hoi/core';

/** A program that prints a line of JSON last. */
export interface BenchProgram {
  /** In messages. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Standard input; default: none. */
  readonly input?: string;
}

/** Lines of stderr that an error repeats. */
const SHOWN_LINES = 8;

/**
 * Runs a program in a process of its own and returns the object that it prints.
 *
 * @throws TurboHoiError `usage` if it cannot be started, `backend` with its last words if it fails or prints no JSON
 */
export async function runBenchProgram<T>(program: BenchProgram): Promise<T> {
  const { name, command, args, env = {}, input = '' } = program;
  const child = spawn(command, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const ended = new Promise<string | null>((resolve, reject) => {
    child.on('error', (error) => reject(notStarted(name, command, error)));
    child.on('close', (code, signal) => resolve(code === 0 ? null : (signal ?? `code ${code}`)));
  });
  // A program that ends without reading is reported by its code.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [output, errors, failure] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    ended,
  ]);
  if (failure !== null)
    throw new TurboHoiError('backend', `${name} ended with ${failure}${lastLines(errors)}`);
  return lastObject<T>(name, output, errors);
}

function notStarted(name: string, command: string, error: Error): TurboHoiError {
  const { code = error.message } = error as NodeJS.ErrnoException;
  const why = code === 'ENOENT' ? 'there is no such program' : `it cannot be started (${code})`;
  return new TurboHoiError('usage', `${name}: got ${command}; ${why}.`, { cause: error });
}

function lastObject<T>(name: string, output: string, errors: string): T {
  const line = output.trim().split('\n').pop()!;
  try {
    return JSON.parse(line) as T;
  } catch {
    throw new TurboHoiError('backend', `${name} printed no JSON${lastLines(output + errors)}`);
  }
}

/** `:` and the last lines; `.` without any. */
function lastLines(output: string): string {
  if (output.trim() === '') return '.';
  const lines = output.trim().split('\n').slice(-SHOWN_LINES);
  return `:${lines.map((line) => `\n  ${line}`).join('')}`;
}
