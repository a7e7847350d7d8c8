import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import { join } from 'node:path';
import { WORKSPACE } from './public-libs';

/**
 * Starts a script of a workspace from its sources, as the Nx targets do.
 *
 * @param workspace a checkout, this one unless given
 */
export function start(
  script: string,
  args: readonly string[],
  stdio: StdioOptions,
  workspace = WORKSPACE,
): ChildProcess {
  const project = join(workspace, 'apps/trainer/tsconfig.json');
  return spawn(
    process.execPath,
    ['-C', '@turbo-hoi/source', '-r', 'ts-node/register', join(workspace, script), ...args],
    { cwd: workspace, env: { ...process.env, TS_NODE_PROJECT: project }, stdio },
  );
}

/** The exit code; null if a signal ended the process. */
export function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
}
