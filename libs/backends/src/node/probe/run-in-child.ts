import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';

export interface ChildOptions {
  readonly timeoutMs: number;
}

/**
 * Sends one message to a script in a child process and returns its answer.
 * @throws Error that says how the child ended when it gave none.
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
    let said = '';
    child.stderr?.on('data', (chunk) => (said = `${said}${chunk}`.slice(-4000)));
    child.stdout?.resume();
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    let answer: unknown;
    child.on('message', (message) => (answer = message));
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      if (answer !== undefined) return resolve(answer);
      const last = said.trim().split('\n').at(-1);
      reject(new Error(`${describeEnd(code, signal, timeoutMs)}${last ? `: ${last}` : ''}`));
    });
    child.send(task);
  });
}

/** In the workspace everything runs from TypeScript, children too. */
const fromSources = (script: string) => [
  ...['-C', '@turbo-hoi/source'],
  ...['-r', createRequire(script).resolve('ts-node/register')],
];

function describeEnd(code: number | null, signal: string | null, timeoutMs: number): string {
  if (signal === 'SIGKILL')
    return `its process was killed (out of memory, or silent for ${timeoutMs / 1000} s)`;
  if (signal) return `its process was ended by ${signal}`;
  return `its process ended with code ${code}`;
}
