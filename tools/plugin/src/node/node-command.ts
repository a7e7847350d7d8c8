import { resolve } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import type { Command } from './run-command';

/** The options of schema.json. */
export interface NodeExecutorOptions {
  /** Relative to the workspace root. */
  readonly script: string;
  /** Relative to the workspace root; default: tsconfig.json of the project. */
  readonly tsConfig?: string;
  /** Come before the user's arguments. */
  readonly fixedArgs?: readonly string[];
  /** What the user typed after the target. */
  readonly userArgs?: readonly string[];
}

/** What the executor reads of nx's context. */
export type NodeExecutorContext = Pick<
  ExecutorContext,
  'root' | 'cwd' | 'projectName' | 'projectsConfigurations'
>;

/** The Node process that runs the script through ts-node, where the user stands. */
export function nodeCommand(
  { script, tsConfig, fixedArgs = [], userArgs = [] }: NodeExecutorOptions,
  { root, cwd, projectName = '', projectsConfigurations }: NodeExecutorContext,
  environment: NodeJS.ProcessEnv = process.env,
): Command {
  const projectRoot = projectsConfigurations.projects[projectName]?.root ?? '.';
  return {
    file: process.execPath,
    args: [
      ...['-C', '@turbo-hoi/source'],
      // An absolute path, since Node resolves -r from the current folder.
      ...['-r', require.resolve('ts-node/register')],
      resolve(root, script),
      ...fixedArgs,
      ...userArgs,
    ],
    // npm runs scripts at the workspace root, but says where the user was.
    cwd: environment.INIT_CWD ?? cwd,
    env: {
      ...environment,
      TS_NODE_PROJECT: resolve(root, tsConfig ?? `${projectRoot}/tsconfig.json`),
    },
  };
}
