import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { chooseBackend } from '@turbo-hoi/backends/node';
import { parseSetting } from '@turbo-hoi/experiment';
import { loadExperiment, showPath } from '@turbo-hoi/experiment/node';
import {
  makeFolderSync,
  writeFileAtomically,
  writeJsonAtomicallySync,
} from '@turbo-hoi/files/node';
import { CONFIGS } from '../configs';
import { INTERRUPTED, listenForInterrupt } from '../terminal/interrupt';
import { printLine } from '../terminal/print-line';
import { CellFolder } from './cell-folder';
import { codeVersion, shortHash } from './code-version';
import type { ExperimentOptions } from './experiment-options';
import type { ExperimentPlan } from './experiment-plan';
import { type Cell, differenceRows, markdownTables, scoreRows } from './experiment-table';
import { EXPERIMENTS } from './experiments';
import { runInParallel } from './run-in-parallel';
import { runTrainer } from './trainer-process';

interface PlannedCell {
  /** Name in the plan's `configs`. */
  readonly config: string;
  readonly seed: number;
  readonly folder: CellFolder;
  /** Arguments of `train`. */
  readonly train: readonly string[];
}

/** The command `experiment`: trains and measures every config of a plan with every seed, and compares them. */
export async function experimentCommand(name: string, options: ExperimentOptions): Promise<void> {
  const plan = EXPERIMENTS[name];
  const out = resolve(options.out ?? join('experiments', name));
  const cells = await planCells(plan, out, options);
  const open = cells.filter(({ folder }) => !folder.isFinished);
  printLine(
    `${plan.title}: ${cells.length} cells, ${cells.length - open.length} of them finished before.`,
  );
  // Otherwise every process would set the backend up.
  if (open.length > 0)
    await chooseBackend({ backend: options.backend as 'auto', setup: 'auto', notify: printLine });
  const interrupt = listenForInterrupt();
  try {
    const progress = new CellProgress(open.length);
    const tasks = open.map((cell) => async () => {
      if (interrupt.signal.aborted) return;
      const began = performance.now();
      await runCell(plan, cell, options, interrupt.signal);
      progress.finished(cell, (performance.now() - began) / 60_000);
    });
    const failures = await runInParallel(tasks, options.jobs);
    if (interrupt.signal.aborted) {
      printLine('Stopped; finished cells are kept, the same command goes on.');
      process.exitCode = INTERRUPTED;
      return;
    }
    for (const [index, { message }] of failures) {
      printLine(`${cellName(open[index])} failed: ${message}`);
      process.exitCode = 1;
    }
  } finally {
    interrupt.release();
  }
  await report(name, plan, out, cells);
}

async function planCells(
  plan: ExperimentPlan,
  out: string,
  { seeds, firstSeed, set = [], backend }: ExperimentOptions,
): Promise<PlannedCell[]> {
  const code = codeVersion(__dirname, 'released');
  const cells: PlannedCell[] = [];
  for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
    for (const [config, given] of Object.entries(plan.configs)) {
      const { config: source, settings: own } =
        typeof given === 'string' ? { config: given, settings: [] } : given;
      const settings = [...plan.settings, ...own, ...set, `seed=${seed}`];
      const parsed = settings.map(parseSetting);
      const { experiment } = await loadExperiment(source, parsed, process.cwd(), CONFIGS);
      const hash = shortHash(JSON.stringify([experiment, plan.evaluations, code]));
      const path = join(out, 'cells', `${source}-${seed}-${hash}`);
      const folder = new CellFolder(path, Object.keys(plan.evaluations));
      const changes = settings.flatMap((setting) => ['--set', setting]);
      const train = ['--config', source, ...changes, '--backend', backend, '--run-dir', path];
      cells.push({ config, seed, folder, train });
    }
  }
  return cells;
}

async function runCell(
  plan: ExperimentPlan,
  { folder, train }: PlannedCell,
  { jobs, backend }: ExperimentOptions,
  signal: AbortSignal,
): Promise<void> {
  makeFolderSync(join(folder.path, '..'));
  const threads = Math.max(1, Math.floor(availableParallelism() / jobs));
  const options = { log: `${folder.path}.log`, threads, signal };
  if (!folder.isTrained) {
    const start = folder.exists ? ['--resume', folder.path] : train;
    await runTrainer(['train', ...start], options);
  }
  for (const name of folder.missing) {
    const how = [...plan.evaluations[name], '--backend', backend, '--out', folder.file(name)];
    await runTrainer(['evaluate', folder.path, ...how], options);
  }
}

async function report(
  name: string,
  plan: ExperimentPlan,
  out: string,
  planned: readonly PlannedCell[],
): Promise<void> {
  const cells = planned
    .filter(({ folder }) => folder.isFinished)
    .map(({ config, seed, folder }): Cell => ({ config, seed, results: folder.results() }));
  const tables = markdownTables(plan, cells);
  writeJsonAtomicallySync(join(out, 'experiment.json'), {
    name,
    title: plan.title,
    columns: plan.columns,
    cells: cells.map(({ config, seed, results }) => ({ config, seed, result: results })),
    table: scoreRows(plan, cells),
    differences: differenceRows(plan, cells),
  });
  await writeFileAtomically(join(out, 'table.md'), Buffer.from(`${tables}\n`));
  printLine(`\n${tables}\n`);
  printLine(`${cells.length} of ${planned.length} cells. Results: ${showPath(out)}`);
}

/** A line for each finished cell, with the time that is left at the pace so far. */
class CellProgress {
  private readonly began = performance.now();
  private done = 0;

  constructor(private readonly total: number) {}

  finished(cell: PlannedCell, minutes: number): void {
    this.done++;
    const pace = (performance.now() - this.began) / 60_000 / this.done;
    const left = Math.ceil(pace * (this.total - this.done));
    printLine(
      `${this.done}/${this.total} · ${cellName(cell)} · ${minutes.toFixed(1)} min · about ${left} min left`,
    );
  }
}

const cellName = ({ config, seed }: PlannedCell) => `${config}, seed ${seed}`;
