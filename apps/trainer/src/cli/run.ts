import { CommanderError } from 'commander';
import { createProgram } from './program';
import { reportError } from './report-error';

/** Runs a command line (without node and script) and returns its exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const program = createProgram();
  for (const command of [program, ...program.commands]) command.exitOverride();
  try {
    await program.parseAsync(args as string[], { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    // Commander has already printed its message.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return reportError(error);
  }
}
