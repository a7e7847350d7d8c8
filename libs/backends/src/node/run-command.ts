import { spawn } from 'node:child_process';

export interface CommandResult {
  readonly ok: boolean;
  /** stdout and stderr in order of arrival. */
  readonly output: string;
}

/** Runs a program without a shell and collects its output; a missing program returns `ok: false` and does not throw. */
export function runCommand(
  program: string,
  args: readonly string[],
  options: { timeoutMs?: number } = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: process.env,
      timeout: options.timeoutMs,
      windowsHide: true,
    });
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ ok: false, output: error.message }));
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}
