import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { OUTCOME_CODES, OUTCOMES, type Outcome } from './outcome';
import { PEAK, PROGRESS, type FuzzTask } from './task';

const WORKSPACE = resolve(__dirname, '../../../..');
const START_MILLISECONDS = 180_000;
const POLL_MILLISECONDS = 200;
/** JavaScript heap limit, which does not include typed arrays; see child.ts for those. */
const HEAP_MEGABYTES = 512;

export interface FuzzOptions {
  readonly inputs: number;
  readonly seed: number;
  /** First index; not 0 to reproduce an input. */
  readonly from: number;
  /** Output folder, with a subfolder per reader. */
  readonly out: string;
  /** Time limit per input. */
  readonly hangMilliseconds: number;
}

export interface ReaderResult {
  readonly reader: string;
  readonly counts: Readonly<Record<Outcome, number>>;
  readonly peakMegabytes: number;
  readonly seconds: number;
}

/** Runs a reader in child processes: one that hangs or dies costs one input, and the next process continues. */
export async function runReader(reader: string, options: FuzzOptions): Promise<ReaderResult> {
  const started = performance.now();
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<
    Outcome,
    number
  >;
  const end = options.from + options.inputs;
  const out = join(options.out, reader);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  let peakMegabytes = 0;
  for (let from = options.from; from < end;) {
    const task = { reader, seed: options.seed, from, to: end, out, writeOnly: false };
    const { outcomes, failed } = await runChild(task, options.hangMilliseconds);
    for (const outcome of outcomes) counts[outcome]++;
    from += outcomes.length;
    peakMegabytes = Math.max(peakMegabytes, peakOf(out));
    if (failed === null) continue;
    counts[failed]++;
    await runChild({ ...task, from, to: from + 1, writeOnly: true }, options.hangMilliseconds);
    from++;
  }
  rmSync(join(out, PROGRESS), { force: true });
  rmSync(join(out, PEAK), { force: true });
  return { reader, counts, peakMegabytes, seconds: (performance.now() - started) / 1000 };
}

async function runChild(
  task: FuzzTask,
  hangMilliseconds: number,
): Promise<{ outcomes: Outcome[]; failed: 'hang' | 'death' | null }> {
  const progress = join(task.out, PROGRESS);
  rmSync(progress, { force: true });
  const child = startChild(task);
  const hung = await watch(child, progress, hangMilliseconds);
  const written = existsSync(progress) ? readFileSync(progress, 'latin1') : '';
  if (!written.startsWith('.')) {
    throw new Error(`${task.reader}: its seeds cannot be created (exit code ${child.exitCode})`);
  }
  const outcomes = [...written.slice(1)].map(outcomeOf);
  if (hung) return { outcomes, failed: 'hang' };
  const complete = task.writeOnly || outcomes.length === task.to - task.from;
  return { outcomes, failed: complete ? null : 'death' };
}

function startChild(task: FuzzTask): ChildProcess {
  const args = [
    ...[`--max-old-space-size=${HEAP_MEGABYTES}`, '-C', '@turbo-hoi/source'],
    ...['-r', require.resolve('ts-node/register')],
    ...[join(__dirname, '../child.ts'), JSON.stringify(task)],
  ];
  const env = { ...process.env, TS_NODE_PROJECT: join(WORKSPACE, 'apps/trainer/tsconfig.json') };
  // The last output of a dying process goes to the terminal.
  return spawn(process.execPath, args, {
    cwd: WORKSPACE,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** Kills the process if an input takes too long. @returns whether it was killed */
async function watch(child: ChildProcess, progress: string, limit: number): Promise<boolean> {
  let hung = false;
  let size = -1;
  let since = performance.now();
  const timer = setInterval(() => {
    const now = existsSync(progress) ? statSync(progress).size : 0;
    if (now !== size) {
      size = now;
      since = performance.now();
    } else if (performance.now() - since > (size === 0 ? START_MILLISECONDS : limit)) {
      hung = true;
      child.kill('SIGKILL');
    }
  }, POLL_MILLISECONDS);
  await new Promise((ended) => child.once('close', ended));
  clearInterval(timer);
  return hung;
}

function outcomeOf(code: string): Outcome {
  return OUTCOMES.find((outcome) => OUTCOME_CODES[outcome] === code)!;
}

function peakOf(out: string): number {
  const path = join(out, PEAK);
  return existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0;
}
