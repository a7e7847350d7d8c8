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
  return spawn(process.execPath, scriptArguments(workspace, script, args), {
    cwd: workspace,
    env: { ...process.env, TS_NODE_PROJECT: join(workspace, PROJECT) },
    stdio,
  });
}

/**
 * Starts a script of this workspace in another folder and environment, without an input; its output is piped.
 *
 * @param through a command that starts it, such as `setpriv`
 */
export function startIn(
  folder: string,
  script: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  through: readonly string[] = [],
): ChildProcess {
  const words = [...through, process.execPath, ...scriptArguments(WORKSPACE, script, args)];
  return spawn(words[0], words.slice(1), {
    cwd: folder,
    env: { ...env, TS_NODE_PROJECT: join(WORKSPACE, PROJECT) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Settings as options of the trainer's commands. */
export function setOptions(settings: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(settings).flatMap(([path, value]) => ['--set', `${path}=${value}`]);
}

/** Of ts-node, in a workspace. */
export const PROJECT = 'apps/trainer/tsconfig.json';

/** What `node` needs to run a script of a workspace from its sources, with {@link PROJECT} as TS_NODE_PROJECT. */
export function scriptArguments(
  workspace: string,
  script: string,
  args: readonly string[],
): string[] {
  const register = join(workspace, 'node_modules/ts-node/register');
  return ['-C', '@turbo-hoi/source', '-r', register, join(workspace, script), ...args];
}

/** The exit code; null if a signal ended the process. */
export function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
}
