import { type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { createRng } from '@turbo-hoi/core';
import { cacheFolder } from '@turbo-hoi/files/node';
import { type Checks, printLine, runChecks } from '../checks';
import { exitOf, setOptions, startIn } from '../trainer';
import { leftovers, lost, readRun, type RunRecord } from './run-record';

const HELP = `npx nx run e2e:kills [-- --count N] [--seed N] [--backend NAME]

Kills runs at random moments from their start to their report with SIGKILL, goes on, and compares each with an uninterrupted one.
  --count N       number of kills, evenly spread over a run (12)
  --seed N        of the moments (0)
  --backend NAME  cpu, wasm, tensorflow (auto)
`;

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    count: { type: 'string', default: '12' },
    seed: { type: 'string', default: '0' },
    backend: { type: 'string', default: 'auto' },
    help: { type: 'boolean' },
  },
});

async function main(checks: Checks): Promise<void> {
  const count = Number(values.count);
  const scratch = mkdtempSync(join(tmpdir(), 'turbo-hoi-kills-'));
  try {
    const whole = new Victim(join(scratch, 'whole'));
    const began = performance.now();
    await whole.finish(whole.begin());
    const duration = performance.now() - began;
    const expected = readRun(whole.run);
    printLine(`A run takes ${(duration / 1000).toFixed(1)} s.`);
    const rng = createRng(Number(values.seed));
    for (let i = 0; i < count; i++) {
      const at = (duration * (i + rng.next())) / count;
      const victim = new Victim(join(scratch, `${i}`));
      await checks.check(`killed after ${(at / 1000).toFixed(2)} s`, () =>
        killed(victim, at, expected),
      );
      rmSync(victim.folder, { recursive: true, force: true });
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Kills a run, goes on, and fails if anything is lost, stranded or left over. */
async function killed(victim: Victim, at: number, expected: RunRecord): Promise<void> {
  await victim.killAfter(at);
  // What the message of train says: a run that has begun is resumed, else it is started again.
  await victim.finish(existsSync(join(victim.run, 'config.json')) ? victim.goOn() : victim.begin());
  const difference = lost(expected, readRun(victim.run));
  if (difference !== null) throw new Error(`lost: ${difference}`);
  const left = leftovers(victim.run, victim.cache);
  if (left.length > 0) throw new Error(`left over: ${left.join(', ')}`);
}

/** What runs keep in the cache; all else is the native backend. */
const OWN = new Set(['detectors', 'proposals']);

/** A run with a cache of its own, so that it trains its detector. */
class Victim {
  readonly run: string;
  readonly cache: string;

  constructor(readonly folder: string) {
    this.run = join(folder, 'run');
    this.cache = join(folder, 'cache');
    mkdirSync(this.cache, { recursive: true });
    const user = cacheFolder();
    for (const name of existsSync(user) ? readdirSync(user) : [])
      if (!OWN.has(name)) symlinkSync(join(user, name), join(this.cache, name));
  }

  begin(): ChildProcess {
    return this.start(['--config', 'scratch', '--run-dir', this.run, ...setOptions(SETTINGS)]);
  }

  goOn(): ChildProcess {
    return this.start(['--resume', this.run]);
  }

  async killAfter(ms: number): Promise<void> {
    const child = this.begin();
    const ended = exitOf(child);
    child.stdout!.resume();
    child.stderr!.resume();
    const timer = setTimeout(() => child.kill('SIGKILL'), ms);
    await ended;
    clearTimeout(timer);
  }

  async finish(child: ChildProcess): Promise<void> {
    child.stdout!.resume();
    const [code, errors] = await Promise.all([exitOf(child), text(child.stderr!)]);
    if (code !== 0) throw new Error(`stranded: train ended with ${code}: ${errors.trim()}`);
  }

  private start(args: readonly string[]): ChildProcess {
    const command = ['train', '--no-setup', '--backend', values.backend, ...args];
    return startIn(process.cwd(), 'apps/trainer/src/main.ts', command, {
      ...process.env,
      TURBO_HOI_CACHE: this.cache,
    });
  }
}

const SETTINGS = {
  'training.steps': 8,
  'training.checkpointEvery': 3,
  'detectorTraining.steps': 6,
  'dataset.train': 24,
  'dataset.validation': 4,
  'dataset.test': 8,
  'sampling.images': 2,
};

if (values.help) printLine(HELP);
else void runChecks(main);
