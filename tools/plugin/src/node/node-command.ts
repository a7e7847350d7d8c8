import { resolve } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import type { Command } from './run-command';

/** The options of schema.json. */
export interface NodeExecutorOptions {
  /** Relative to the workspace root. */
  readonly script: string;
  /** Relative to the workspace root; default: tsconfig.json of the project. */
  readonly tsConfig?: string;
  /** Fixed arguments, before the user's. */
  readonly fixedArgs?: readonly string[];
  /** The user's arguments after the target. */
  readonly userArgs?: readonly string[];
}

/** The fields of nx's context that the executor uses. */
export type NodeExecutorContext = Pick<
  ExecutorContext,
  'root' | 'cwd' | 'projectName' | 'projectsConfigurations'
>;

/** The Node command that runs the script through ts-node in the user's working directory. */
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
    // npm runs scripts at the workspace root, but passes the user's directory.
    cwd: environment.INIT_CWD ?? cwd,
    env: {
      ...environment,
      TS_NODE_PROJECT: resolve(root, tsConfig ?? `${projectRoot}/tsconfig.json`),
    },
  };
}
