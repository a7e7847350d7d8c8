import { spawn } from 'node:child_process';
import { signalExitCode } from './signal-exit-code';

/** A process to start without a shell, so that arguments are passed unchanged. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a command in this process's group and terminal, and returns its exit code once it has ended.
 *
 * Signals are forwarded to the program, which may write a checkpoint before it exits.
 */
export async function runCommand({ file, args, cwd, env }: Command): Promise<number> {
  const child = spawn(file, args, { cwd, env, stdio: 'inherit' });
  const forward = (signal: NodeJS.Signals) => void child.kill(signal);
  for (const signal of FORWARDED) process.on(signal, forward);
  try {
    return await new Promise((done, fail) => {
      child.once('error', fail);
      child.once('exit', (code, signal) => done(code ?? signalExitCode(signal)));
    });
  } finally {
    for (const signal of FORWARDED) process.off(signal, forward);
  }
}
