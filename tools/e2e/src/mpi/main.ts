import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Checks, printLine, runChecks } from '../checks';
import { lossesIn } from '../losses-in';
import { setOptions } from '../trainer';
import { type Launcher, launchers } from './launchers';
import { RankedTrainer, runAlone } from './ranked-trainer';
import { TINY } from './tiny';
import { relativeDifference, weightsOf } from './weights-of';

const STEPS = TINY.training.steps;
/** After 20 steps, of every parameter. */
const TOLERANCE = 1e-5;
const SECONDS_TO_END = 10;
const LONG = { 'training.steps': 1000, 'training.compareWeightsEvery': 20 };

/** Training on several ranks, with each MPI that is installed. */
async function main(checks: Checks): Promise<void> {
  const backend = process.argv[2] ?? 'auto';
  const scratch = mkdtempSync(join(tmpdir(), 'turbo-hoi-mpi-'));
  try {
    const config = join(scratch, 'tiny.json');
    writeFileSync(config, JSON.stringify(TINY));
    const run = new RunsOf(scratch, ['--config', config, '--backend', backend, '--no-setup']);
    const alone = { two: run.folder('alone-2'), four: run.folder('alone-4') };
    const installed = launchers().filter(({ name, command, absent }) => {
      if (command === null) checks.skip(`ranks of ${name}`, absent);
      return command !== null;
    });
    if (installed.length === 0) return;
    printLine(`one process, ${STEPS} steps of 2 and of 4 micro-steps`);
    await runAlone(run.options(alone.two, ACCUMULATE_2));
    await runAlone(run.options(alone.four, []));
    const evaluated = join(scratch, 'alone.json');
    const evaluate = ['evaluate', alone.two, ...(backend === 'auto' ? [] : ['--backend', backend])];
    await runAlone([...evaluate, '--out', evaluated]);
    for (const { name, command } of installed) {
      await checks.check(`${name}: 3 ranks evaluate as one process`, async () => {
        const out = join(scratch, `${name}.json`);
        await new RankedTrainer(command!, 3, [...evaluate, '--out', out]).succeed();
        expectSameResult(evaluated, out);
      });
    }
    for (const launcher of installed) await checksOf(checks, launcher, run, alone);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const ACCUMULATE_2 = setOptions({ 'sampling.accumulate': 2 });

/** Folders and options of runs. */
class RunsOf {
  private count = 0;

  constructor(
    private readonly scratch: string,
    private readonly common: readonly string[],
  ) {}

  folder(name: string): string {
    return join(this.scratch, `${name}-${this.count++}`);
  }

  options(folder: string, more: readonly string[]): string[] {
    return ['train', ...this.common, '--run-dir', folder, ...more];
  }

  resume(folder: string): string[] {
    return ['train', '--resume', folder, ...this.common.slice(2)];
  }
}

async function checksOf(
  checks: Checks,
  { name, command }: Launcher,
  run: RunsOf,
  alone: { readonly two: string; readonly four: string },
): Promise<void> {
  const start = (
    ranks: number,
    args: readonly string[],
    more: readonly (readonly string[])[] = [],
  ) => new RankedTrainer(command!, ranks, args, more);
  const check = (what: string, body: () => Promise<void>) => checks.check(`${name}: ${what}`, body);

  let uninterrupted = '';
  for (const [ranks, expected, more] of [
    [2, alone.two, ACCUMULATE_2],
    [4, alone.four, []],
  ] as const) {
    await check(`${ranks} ranks train as one process`, async () => {
      const folder = run.folder('ranks');
      await start(ranks, run.options(folder, more)).succeed();
      const difference = await differenceOf(expected, folder);
      printLine(`  largest relative difference of a parameter: ${difference}`);
      if (difference > TOLERANCE) throw new Error(`weights differ by ${difference}`);
      sameLosses(expected, folder, TOLERANCE);
      if (ranks === 2) uninterrupted = folder;
    });
  }

  await check(
    `after kill -9 of a rank all end within ${SECONDS_TO_END} s; resumed, it is as if uninterrupted`,
    async () => {
      const folder = run.folder('killed');
      const trainer = start(2, run.options(folder, ACCUMULATE_2));
      await trainer.until(() => lossesIn(folder).length >= 8);
      const began = performance.now();
      process.kill(trainer.pidOfRank(1), 'SIGKILL');
      const code = await trainer.end();
      const seconds = (performance.now() - began) / 1000;
      printLine(`  ended after ${seconds.toFixed(1)} s`);
      if (seconds > SECONDS_TO_END) throw new Error(`it took ${seconds} s`);
      if (code === 0) throw new Error('mpirun reports success');
      await trainer.expectNoRankLeft();
      await start(2, run.resume(folder)).succeed();
      expectEqual(await differenceOf(uninterrupted, folder));
    },
  );

  await check('Ctrl-C stops all ranks with a checkpoint, from which the run goes on', async () => {
    const folder = run.folder('interrupted');
    const long = setOptions({ 'training.steps': 2000, 'training.checkpointEvery': 2000 });
    const trainer = start(2, run.options(folder, [...ACCUMULATE_2, ...long]));
    await trainer.until(() => lossesIn(folder).length >= 6);
    trainer.kill('SIGINT');
    await trainer.end();
    const steps = lossesIn(folder).length;
    const newest = readdirSync(join(folder, 'checkpoints')).sort().at(-1);
    if (newest !== `step-${String(steps).padStart(6, '0')}`)
      throw new Error(`${steps} steps, and the newest checkpoint is ${newest}: ${trainer.tail()}`);
    if (!/Resume with/.test(trainer.output)) throw new Error(trainer.tail());
    await trainer.expectNoRankLeft();
    const more = setOptions({ 'training.steps': steps + 3 });
    await start(2, [...run.resume(folder), ...more]).succeed();
    if (lossesIn(folder).length !== steps + 3) throw new Error('steps are missing');
  });

  await check('another number of ranks resumes a run, and says so', async () => {
    const folder = run.folder('other');
    await start(4, run.options(folder, setOptions({ 'training.steps': 10 }))).succeed();
    const trainer = start(2, [...run.resume(folder), ...setOptions({ 'training.steps': STEPS })]);
    await trainer.succeed();
    if (!/Resumed by 2 ranks of .*, before by 4 ranks of /.test(trainer.output))
      throw new Error(trainer.tail());
    sameLosses(alone.four, folder, TOLERANCE);
  });

  await check('ranks with different configs end with one message and the same code', async () => {
    const folder = run.folder('different');
    const args = run.options(folder, ACCUMULATE_2);
    const trainer = start(1, args, [[...args, '--seed', '5']]);
    await trainer.failWith(1, /Rank 1 of 2 differs from rank 0: seed is 5 there and 0 on rank 0/g);
  });

  await check('a loss that is not finite ends all with one message', async () => {
    const folder = run.folder('non-finite');
    const wild = setOptions({
      'schedule.learningRate': 1e30,
      'schedule.warmupSteps': 0,
      'training.clipNorm': 'null',
    });
    await start(2, run.options(folder, [...ACCUMULATE_2, ...wild])).failWith(1, /the loss is NaN/g);
  });

  await check('a library that is not there ends all with one message', async () => {
    const env = { TURBO_HOI_MPI_LIBRARY: 'libnone.so' };
    const args = run.options(run.folder('absent'), ACCUMULATE_2);
    const trainer = new RankedTrainer(command!, 2, args, [], env);
    await trainer.failWith(1, /no MPI library can be loaded/g);
  });

  await check('the weights of all ranks are equal for 1,000 steps', async () => {
    const folder = run.folder('long');
    const small = setOptions({ ...LONG, 'sampling.accumulate': 2, 'sampling.images': 2 });
    const less = setOptions({ 'sampling.people': 2, 'sampling.proposals': 2 });
    await start(2, run.options(folder, [...small, ...less])).succeed();
    if (lossesIn(folder).length !== LONG['training.steps']) throw new Error('steps are missing');
  });
}

async function differenceOf(expected: string, actual: string): Promise<number> {
  return relativeDifference(await weightsOf(expected), await weightsOf(actual));
}

/** Compares results, without their times. */
function expectSameResult(expected: string, actual: string): void {
  const [want, got] = [expected, actual].map((path) =>
    readFileSync(path, 'utf8').replace(/"seconds": [\d.e-]+/g, ''),
  );
  if (want !== got) throw new Error(`the result is another: ${got}`);
}

function expectEqual(difference: number): void {
  if (difference !== 0) throw new Error(`weights differ by ${difference}`);
}

/** Compares the losses of all steps. @param tolerance relative */
function sameLosses(expected: string, actual: string, tolerance: number): void {
  const [want, got] = [lossValues(expected), lossValues(actual)];
  for (let i = 0; i < STEPS; i++) {
    if (Math.abs(want[i] - got[i]) <= tolerance * Math.abs(want[i])) continue;
    throw new Error(`step ${i + 1}: the loss is ${got[i]}, expected ${want[i]}`);
  }
}

function lossValues(folder: string): number[] {
  return readFileSync(join(folder, 'metrics.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { loss: number }).loss);
}

void runChecks(main);
