import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Checks, runChecks, printLine } from '../checks';
import { exitOf, start } from '../trainer';

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
      compare(losses(straight), losses(killed)),
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
  return Object.entries(values).flatMap(([path, value]) => ['--set', `${path}=${value}`]);
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
  while (child.exitCode === null && losses(folder).size < step) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  child.kill('SIGKILL');
  await ended;
  const reached = losses(folder).size;
  if (reached === 0 || reached >= STEPS)
    throw new Error(`the run was not killed during training: ${reached} steps`);
  return reached;
}

/** Loss and parts by step, as logged; a torn last line is ignored. */
function losses(folder: string): Map<number, string> {
  const path = join(folder, 'metrics.jsonl');
  if (!existsSync(path)) return new Map();
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  return new Map(
    lines.map((line) => {
      const record = JSON.parse(line) as { step: number };
      return [record.step, JSON.stringify({ ...record, seconds: undefined })];
    }),
  );
}

function compare(expected: ReadonlyMap<number, string>, actual: ReadonlyMap<number, string>): void {
  for (let step = 1; step <= STEPS; step++) {
    if (expected.get(step) === undefined || expected.get(step) !== actual.get(step)) {
      throw new Error(`step ${step}: got ${actual.get(step)}\nexpected ${expected.get(step)}`);
    }
  }
}

void runChecks(main);
