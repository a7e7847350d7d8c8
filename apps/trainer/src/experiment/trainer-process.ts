import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { TurboHoiError } from '@turbo-hoi/core';

export interface TrainerProcessOptions {
  /** File that the output is appended to. */
  readonly log: string;
  /** Number of cores that TensorFlow may use. */
  readonly threads: number;
  readonly signal: AbortSignal;
}

/**
 * Runs this command line in a process of its own, which cannot take others down with it.
 *
 * @throws TurboHoiError `usage` if it fails, with its last line and the file of its output
 */
export async function runTrainer(
  args: readonly string[],
  { log, threads, signal }: TrainerProcessOptions,
): Promise<void> {
  const output = openSync(log, 'a');
  try {
    const child = spawn(process.execPath, [...process.execArgv, process.argv[1], ...args], {
      stdio: ['ignore', output, output],
      env: { ...process.env, TF_NUM_INTRAOP_THREADS: `${threads}` },
    });
    const stop = () => void child.kill('SIGTERM');
    signal.addEventListener('abort', stop);
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', resolve);
    });
    signal.removeEventListener('abort', stop);
    if (code !== 0)
      throw new TurboHoiError(
        'usage',
        `${args[0]} ended with ${code === null ? 'a signal' : `code ${code}`}: ${lastLine(log)}\nIts output is in ${log}.`,
      );
  } finally {
    closeSync(output);
  }
}

function lastLine(path: string): string {
  return readFileSync(path, 'utf8').trim().split('\n').pop()!.trim();
}
