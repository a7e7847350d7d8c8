import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';

export interface ChildOptions {
  readonly timeoutMs: number;
}

/**
 * Sends one message to a script in a child process and returns its reply.
 * @throws Error with the exit code or signal if the child ends without a reply.
 */
export function runInChild(
  script: string,
  task: object,
  { timeoutMs }: ChildOptions,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const child = fork(script, [], {
      execArgv: script.endsWith('.ts') ? fromSources(script) : [],
      env: {
        TS_NODE_PROJECT: join(__dirname, '../../../tsconfig.json'),
        ...process.env,
        TS_NODE_TRANSPILE_ONLY: '1',
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let errors = '';
    child.stderr?.on('data', (chunk) => (errors = `${errors}${chunk}`.slice(-4000)));
    child.stdout?.resume();
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    let result: unknown;
    child.on('message', (message) => (result = message));
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      if (result !== undefined) return resolve(result);
      const last = errors.trim().split('\n').at(-1);
      reject(new Error(`${describeEnd(code, signal, timeoutMs)}${last ? `: ${last}` : ''}`));
    });
    child.send(task);
  });
}

/** Node options for a child that runs from TypeScript in the workspace. */
const fromSources = (script: string) => [
  ...['-C', '@turbo-hoi/source'],
  ...['-r', createRequire(script).resolve('ts-node/register')],
];

function describeEnd(code: number | null, signal: string | null, timeoutMs: number): string {
  if (signal === 'SIGKILL')
    return `its process was killed (out of memory, or no result within ${timeoutMs / 1000} s)`;
  if (signal) return `its process was ended by ${signal}`;
  return `its process ended with code ${code}`;
}
