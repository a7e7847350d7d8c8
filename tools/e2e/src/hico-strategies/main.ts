import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Checks, runChecks, printLine } from '../checks';
import { exitOf, setOptions, start } from '../trainer';

interface Means {
  readonly full: number | null;
  readonly rare: number | null;
  readonly nonRare: number | null;
}

/** The fields of a run's result.json used here. */
interface Result {
  readonly stages: readonly { readonly hico: { readonly default: Means } }[];
  readonly prior: { readonly hico: { readonly default: Means } };
}

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    folder: { type: 'string' },
    steps: { type: 'string', default: '600' },
    backend: { type: 'string', default: 'auto' },
    seed: { type: 'string', default: '0' },
    /** Number of seeds of the paper's Table 1, which is made at the end; absent: it is not. */
    table: { type: 'string' },
  },
});

/**
 * The paper's two strategies for data without keypoints, on the embedded data set in HICO-DET's layout: training from
 * scratch, from a run on (other) images with keypoints, and on keypoints that this run predicts. Finished steps are reused.
 */
async function main(checks: Checks): Promise<void> {
  if (!values.folder) throw new Error('Name a folder for data and runs: --folder DIR');
  const folder = resolve(values.folder);
  mkdirSync(folder, { recursive: true });
  const [data, poses] = [join(folder, 'hico'), join(folder, 'keypoints.json')];
  const run = (name: string) => join(folder, name);

  if (!existsSync(data))
    await finish('libs/datasets/scripts/write-folder.ts', [data, '--layout', 'hico']);
  await train(run('keypoints'), ['--config', 'turbo-3', '--set', 'dataset.seed=1']);
  await train(run('scratch'), hico('hico', data));
  await train(run('pretrain'), [...hico('hico', data), '--set', `init.model=${run('keypoints')}`]);
  if (!existsSync(poses)) await annotate(data, run('keypoints'), poses);
  const annotated = [...hico('hico-annotated', data), '--set', `poses.file=${poses}`];
  await train(run('annotated'), annotated);

  const rows = ['scratch', 'pretrain', 'annotated'].map((name) => {
    const { stages } = resultOf(run(name));
    return line(name, stages.at(-1)?.hico.default);
  });
  const prior = line('prior', resultOf(run('scratch')).prior.hico.default);
  printLine(['', line('', undefined), ...rows, prior].join('\n'));
  if (values.table) await makeTable(data, { model: run('keypoints'), poses }, values.table);
  for (const name of ['pretrain', 'annotated']) {
    await checks.check(`${name} is above the prior`, () => {
      const [full, least] = [
        resultOf(run(name)).stages.at(-1)!.hico.default.full ?? 0,
        resultOf(run('scratch')).prior.hico.default.full ?? 0,
      ];
      if (full <= least) throw new Error(`mAP ${full}, the prior has ${least}`);
    });
  }
}

/** Unchanged embedded images, in the batches of the embedded data set. */
const onData = (data: string) => ({
  'dataset.root': data,
  'sampling.images': 8,
  'augment.channelShuffle': 0.5,
});

const hico = (config: string, data: string) => ['--config', config, ...setOptions(onData(data))];

/** All rows of the paper's Table 1; what is finished is kept. */
async function makeTable(
  data: string,
  { model, poses }: { readonly model: string; readonly poses: string },
  seeds: string,
): Promise<void> {
  const { backend, steps, seed } = values;
  const settings = {
    ...onData(data),
    'training.steps': steps,
    'hico:init.model': model,
    'hico-annotated:poses.file': poses,
  };
  const range = ['--seeds', seeds, '--first-seed', seed, '--backend', backend];
  const out = ['--out', join(data, '../table-1'), '--no-pictures'];
  const table = ['experiment', 'table-1', '--dataset', 'hico-small', ...range, ...out];
  await finish('apps/trainer/src/main.ts', [...table, ...setOptions(settings)]);
}

async function train(folder: string, args: readonly string[]): Promise<void> {
  if (existsSync(join(folder, 'result.json'))) return;
  const { backend, steps, seed } = values;
  const command = ['train', '--run-dir', folder, '--backend', backend, '--max-steps', steps];
  await finish('apps/trainer/src/main.ts', [...command, '--seed', seed, ...args]);
}

async function annotate(data: string, run: string, out: string): Promise<void> {
  const source = ['--dataset', 'hico', '--root', data, '--split', 'train'];
  const options = [`run=${run}`, `backend=${values.backend}`];
  const pose = ['--pose', 'run', ...options.flatMap((option) => ['--pose-set', option])];
  await finish('apps/trainer/src/main.ts', ['annotate', ...source, ...pose, '--out', out]);
}

async function finish(script: string, args: readonly string[]): Promise<void> {
  printLine(`\n> ${script} ${args.join(' ')}`);
  const code = await exitOf(start(script, args, 'inherit'));
  if (code !== 0) throw new Error(`ended with ${code}`);
}

function resultOf(run: string): Result {
  return JSON.parse(readFileSync(join(run, 'result.json'), 'utf8')) as Result;
}

/** A row of the table, or its header. */
function line(name: string, means: Means | undefined): string {
  const cells = means ? [means.full, means.rare, means.nonRare] : ['mAP full', 'rare', 'non-rare'];
  const text = cells.map((cell) => (typeof cell === 'number' ? cell.toFixed(1) : (cell ?? '–')));
  return [name.padEnd(10), ...text.map((cell) => cell.padStart(8))].join('  ');
}

void runChecks(main);
