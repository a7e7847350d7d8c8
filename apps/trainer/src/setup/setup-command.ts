import { runCli } from '@turbo-hoi/backends/node';
import { printLine } from '../terminal/print-line';
import type { SetupOptions } from './setup-options';

/** The command `setup`: what the command line of @turbo-hoi/backends does. */
export async function setupCommand({ gpu, download }: SetupOptions): Promise<void> {
  const options = [...(gpu ? ['--gpu'] : []), ...(download ? [] : ['--no-download'])];
  process.exitCode = await runCli(['setup', ...options], printLine);
}
