import { spawnSync } from 'node:child_process';

/** Runs a command without a shell; its output only appears if it fails. @throws Error with that output */
export function run(command: string, args: readonly string[], cwd: string): string {
  return runWith({}, command, args, cwd);
}

/** The same with variables of the environment besides this process's own. */
export function runWith(
  variables: NodeJS.ProcessEnv,
  command: string,
  args: readonly string[],
  cwd: string,
): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    env: { ...cleanEnvironment(), ...variables },
  });
  if (error) throw error;
  if (status !== 0) {
    throw new Error(`${[command, ...args].join(' ')} ended with ${status}\n${stdout}\n${stderr}`);
  }
  return stdout;
}

/** This process's environment without what npm and nx pass through it, which would leak the workspace into an empty folder. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) =>
      !/^(npm_(?!config_(registry|cache|userconfig))|NX_|TS_NODE|NODE_OPTIONS|INIT_CWD)/i.test(
        name,
      ),
  );
  return Object.fromEntries(own);
}
