import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type MeasuredStep, type Network, predictThroughput } from '@turbo-hoi/mpi';
import { type Checks, printLine, runChecks } from '../checks';
import { launchers, MPI_ENV } from '../mpi/launchers';
import { RankedTrainer, runAlone } from '../mpi/ranked-trainer';
import { WORKSPACE } from '../public-libs';
import { PROJECT, scriptArguments, setOptions } from '../trainer';
import { median } from './median';

const SUM = 'tools/e2e/src/scale/sum-main.ts';
/** Images of a rank in a step, and steps of a run; the first ones are not counted. */
const [IMAGES, STEPS, FIRST] = [8, 28, 8];
/** Of the default net, in multiples of 8 · 256. */
const GRADIENTS = 6_543_360;
/** Cores of a machine with other work to do are not equally fast. */
const TOLERANCE = 0.35;

/** Gigabit and 100-gigabit networks, and machines of 8 ranks with 100 Gbit/s between them. Latencies are those of TCP and of RDMA. */
const NETWORKS: Readonly<Record<string, Network>> = {
  '1 Gbit/s': { latency: 5e-5, bandwidth: 1.25e8 },
  '10 Gbit/s': { latency: 3e-5, bandwidth: 1.25e9 },
  '100 Gbit/s': { latency: 5e-6, bandwidth: 1.25e10 },
  '8 a machine, 100 Gbit/s': {
    latency: 5e-6,
    bandwidth: 1.25e10,
    machine: { ranks: 8, latency: 1e-6, bandwidth: 1e10 },
  },
};

/**
 * Measures a step of one rank and a sum of two, predicts a step of two and checks it, and prints what many ranks would do; also for another
 * net, of which seconds of a step, images in it and parameters are given.
 */
async function main(checks: Checks): Promise<void> {
  const launcher = launchers().find(({ command }) => command !== null);
  if (!launcher?.command)
    return checks.skip('two ranks', 'neither Open MPI nor MPICH is installed');
  const scratch = mkdtempSync(join(tmpdir(), 'turbo-hoi-scale-'));
  try {
    const compute = await stepOfOne(scratch);
    const sum = sumOfTwo(launcher.command);
    const measured = await stepOfTwo(launcher.command, join(scratch, 'two'));
    printLine(
      `${launcher.name}, seconds: a step of one rank beside another ${text(compute)}, a sum ${text(sum)}`,
    );
    const step: MeasuredStep = {
      images: IMAGES,
      compute,
      data: 0,
      bytes: GRADIENTS * 4,
      buckets: 8,
      // Between two ranks of a machine, reading gradients from the backend and writing their sums takes nearly all of it.
      copy: sum,
    };
    // What two ranks of this machine send, each half the gradients, twice.
    const here: Network = { latency: 0, bandwidth: step.bytes / sum };
    const { secondsPerStep } = predictThroughput(step, 2, here, { reduction: 'parts' });
    await checks.check(
      `a step of two ranks: predicted ${text(secondsPerStep)} s, measured ${text(measured)} s`,
      () => {
        if (Math.abs(measured / secondsPerStep - 1) > TOLERANCE)
          throw new Error(`more than ${TOLERANCE * 100} % apart`);
      },
    );
    printTable(`the default net, ${IMAGES} images a rank`, step);
    const [seconds, images, parameters] = process.argv.slice(2).map(Number);
    if (parameters > 0) {
      const bytes = parameters * 4;
      const other = { ...step, compute: seconds, images, bytes };
      const scaled = { ...other, copy: (sum * bytes) / step.bytes, buckets: bytes / 2 ** 22 };
      printTable(`${parameters} parameters, ${images} images a rank in ${seconds} s`, scaled);
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const text = (seconds: number) => seconds.toFixed(3);

function printTable(title: string, step: MeasuredStep): void {
  printLine(`${title}: images a second (efficiency)`);
  for (const [name, network] of Object.entries(NETWORKS)) {
    const reduction = network.machine ? 'hierarchical' : 'ring';
    const cells = [1, 8, 64, 1000].map((ranks) => {
      const { imagesPerSecond, efficiency } = predictThroughput(step, ranks, network, {
        reduction,
      });
      return `${ranks}: ${imagesPerSecond.toFixed(0)} (${(100 * efficiency).toFixed(0)} %)`;
    });
    printLine(`  ${name}, ${reduction}: ${cells.join(', ')}`);
  }
}

/** A rank has one thread, as many ranks as cores. */
const ONE_THREAD = { TF_NUM_INTRAOP_THREADS: '1', OMP_NUM_THREADS: '1' };

function options(folder: string, ranks: number): string[] {
  const settings = {
    'sampling.images': IMAGES * ranks,
    'sampling.accumulate': ranks,
    'training.steps': STEPS,
    'dataset.train': 200,
    'dataset.validation': 16,
    'dataset.test': 16,
  };
  return [
    'train',
    '--config',
    'annotated',
    '--no-setup',
    '--run-dir',
    folder,
    ...setOptions(settings),
  ];
}

/** Of two processes that do not know each other: cores of a machine share its memory, and often more. */
async function stepOfOne(scratch: string): Promise<number> {
  Object.assign(process.env, ONE_THREAD);
  const folders = ['one', 'other'].map((name) => join(scratch, name));
  await Promise.all(folders.map((folder) => runAlone(options(folder, 1))));
  return Math.max(...folders.map(secondsIn));
}

async function stepOfTwo(launcher: string, folder: string): Promise<number> {
  await new RankedTrainer(launcher, 2, options(folder, 2), [], ONE_THREAD).succeed();
  return secondsIn(folder);
}

function sumOfTwo(launcher: string): number {
  const script = scriptArguments(WORKSPACE, SUM, [String(GRADIENTS)]);
  const words = ['-np', '2', process.execPath, ...script];
  const { stdout, stderr, status } = spawnSync(launcher, words, {
    cwd: WORKSPACE,
    env: { ...MPI_ENV, ...ONE_THREAD, TS_NODE_PROJECT: join(WORKSPACE, PROJECT) },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the sum of two ranks ended with ${status}: ${stderr}`);
  return (JSON.parse(stdout) as { seconds: number }).seconds;
}

/** Median seconds of a step. */
function secondsIn(folder: string): number {
  const lines = readFileSync(join(folder, 'metrics.jsonl'), 'utf8').trim().split('\n').slice(FIRST);
  return median(lines.map((line) => (JSON.parse(line) as { seconds: number }).seconds));
}

void runChecks(main);
