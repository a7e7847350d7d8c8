import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { WORKSPACE } from '../public-libs';
import { exitOf, PROJECT, scriptArguments, start } from '../trainer';
import { MPI_ENV } from './launchers';

const TRAINER = 'apps/trainer/src/main.ts';
// 1,000 steps on a machine with other work to do.
const LONGEST_MS = 900_000;

/** Runs a command of the trainer in one process, without MPI. */
export async function runAlone(args: readonly string[]): Promise<void> {
  const child = start(TRAINER, args, ['ignore', 'ignore', 'inherit']);
  const code = await exitOf(child);
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}`);
}

/** A command of the trainer on ranks that a launcher starts. */
export class RankedTrainer {
  output = '';
  private readonly child: ChildProcess;
  private readonly ended: Promise<number | null>;
  private readonly pids = new Set<number>();

  /** @param others arguments of further ranks, one each, that differ from those of the first ones */
  constructor(
    launcher: string,
    ranks: number,
    args: readonly string[],
    others: readonly (readonly string[])[] = [],
    env: NodeJS.ProcessEnv = {},
  ) {
    const node = [process.execPath, ...scriptArguments(WORKSPACE, TRAINER, [])];
    const words = ['-np', String(ranks), ...node, ...args];
    for (const other of others) words.push(':', '-np', '1', ...node, ...other);
    this.child = spawn(launcher, words, {
      cwd: WORKSPACE,
      env: {
        ...MPI_ENV,
        // Time for a step and its checkpoint between SIGTERM and SIGKILL, as tools/mpi/train.sh gives.
        OMPI_MCA_odls_base_sigkill_timeout: '3',
        TS_NODE_PROJECT: join(WORKSPACE, PROJECT),
        TS_NODE_TRANSPILE_ONLY: 'true',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout!, this.child.stderr!])
      stream.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.ended = exitOf(this.child);
  }

  /** Waits for a moment of the run, and remembers its processes. */
  async until(moment: () => boolean): Promise<void> {
    const began = performance.now();
    while (!moment()) {
      if (this.child.exitCode !== null || performance.now() - began > LONGEST_MS)
        throw new Error(`the moment did not come: ${this.tail()}`);
      await wait(20);
    }
    for (const pid of ranksBelow(this.child.pid!)) this.pids.add(pid);
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** The process of a rank, by the variables of its launcher. */
  pidOfRank(rank: number): number {
    const found = [...this.pids].find((pid) => rankOf(pid) === String(rank));
    if (found === undefined) throw new Error(`there is no process of rank ${rank}`);
    return found;
  }

  /** The launcher's exit code; kills what takes too long. */
  async end(): Promise<number | null> {
    const late = setTimeout(() => this.child.kill('SIGKILL'), LONGEST_MS);
    const code = await this.ended;
    clearTimeout(late);
    return code;
  }

  async succeed(): Promise<void> {
    const code = await this.end();
    if (code !== 0) throw new Error(`it ended with ${code}: ${this.tail()}`);
  }

  async failWith(code: number, message: RegExp): Promise<void> {
    const got = await this.end();
    if (got !== code) throw new Error(`exit code ${got}: ${this.tail()}`);
    const count = this.output.match(message)?.length ?? 0;
    if (count !== 1) throw new Error(`the message is there ${count} times: ${this.tail()}`);
  }

  async expectNoRankLeft(): Promise<void> {
    const left = [...this.pids].filter((pid) => rankOf(pid) !== null);
    if (left.length > 0) throw new Error(`processes ${left.join(', ')} are left`);
  }

  tail(): string {
    return this.output.slice(-1500);
  }
}

/** Processes below another that have a rank. */
function ranksBelow(ancestor: number): number[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), parentOf(Number(name))]),
  );
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent === ancestor || (parent !== undefined && parent > 1 && isBelow(parent));
  };
  return [...parents.keys()].filter(
    (pid) => isBelow(pid) && isTrainer(pid) && rankOf(pid) !== null,
  );
}

function parentOf(pid: number): number {
  return Number(/\) . (\d+)/.exec(read(pid, 'stat'))?.[1] ?? 0);
}

const isTrainer = (pid: number) => read(pid, 'cmdline').includes(TRAINER);

function rankOf(pid: number): string | null {
  const variable = /(?:^|\0)(?:OMPI_COMM_WORLD_RANK|PMI_RANK)=(\d+)/.exec(read(pid, 'environ'));
  return variable && variable[1];
}

/** A file of a process; empty once it has ended. */
function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return '';
  }
}
