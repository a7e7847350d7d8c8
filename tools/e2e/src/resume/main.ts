import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Checks, runChecks, printLine } from '../checks';
import { lossesIn } from '../losses-in';
import { exitOf, setOptions, start } from '../trainer';

const STEPS = 40;
const CHECKPOINT_EVERY = 7;

/** Kills a training run with SIGKILL at a random step, resumes it, and compares it with an uninterrupted run. */
async function main(checks: Checks): Promise<void> {
  const backend = process.argv[2] ?? 'auto';
  const scratch = mkdtempSync(join(tmpdir(), 'turbo-hoi-resume-'));
  try {
    const straight = join(scratch, 'straight');
    const killed = join(scratch, 'killed');
    printLine(`${STEPS} steps without interruption (backend ${backend})`);
    await finish(train(backend, ['--run-dir', straight, ...settings()]));
    const victim = 1 + Math.floor(Math.random() * (STEPS - 2));
    const last = await killAfter(
      victim,
      train(backend, ['--run-dir', killed, ...settings()]),
      killed,
    );
    printLine(`killed after step ${last}; resuming`);
    await finish(train(backend, ['--resume', killed]));
    await checks.check(`all ${STEPS} steps have the same losses, bit by bit`, () =>
      compare(lossesIn(straight), lossesIn(killed)),
    );
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function settings(): string[] {
  const values = {
    'training.steps': STEPS,
    'training.checkpointEvery': CHECKPOINT_EVERY,
    'dataset.train': 60,
    'dataset.test': 16,
    'sampling.images': 4,
  };
  return setOptions(values);
}

function train(backend: string, args: readonly string[]): ChildProcess {
  const command = ['train', '--backend', backend, ...args];
  return start('apps/trainer/src/main.ts', command, ['ignore', 'ignore', 'pipe']);
}

async function finish(child: ChildProcess): Promise<void> {
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const code = await exitOf(child);
  if (code !== 0) throw new Error(`train ended with ${code}\n${errors}`);
}

async function killAfter(step: number, child: ChildProcess, folder: string): Promise<number> {
  child.stderr?.resume();
  const ended = exitOf(child);
  while (child.exitCode === null && lossesIn(folder).length < step) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  child.kill('SIGKILL');
  await ended;
  const reached = lossesIn(folder).length;
  if (reached === 0 || reached >= STEPS)
    throw new Error(`the run was not killed during training: ${reached} steps`);
  return reached;
}

function compare(expected: readonly string[], actual: readonly string[]): void {
  for (let step = 1; step <= STEPS; step++) {
    const [want, got] = [expected[step - 1], actual[step - 1]];
    if (want === undefined || want !== got) {
      throw new Error(`step ${step}: got ${got}\nexpected ${want}`);
    }
  }
}

void runChecks(main);
