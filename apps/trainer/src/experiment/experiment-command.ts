import { join, resolve } from 'node:path';
import { chooseBackend } from '@turbo-hoi/backends/node';
import { INTERRUPTED, listenForInterrupt } from '../terminal/interrupt';
import { printLine } from '../terminal/print-line';
import { checkSameEvaluation } from './check-comparable';
import { checkData } from './check-data';
import { choosePlan } from './choose-plan';
import type { ExperimentOptions } from './experiment-options';
import type { ExperimentPlan } from './experiment-plan';
import { cellName, type PlannedCell, planCells } from './plan-cells';
import { EXPERIMENTS } from './plans/experiments';
import { runCell } from './run-cell';
import { runInParallel } from './run-in-parallel';
import { writeExperiment } from './write-experiment';

/** The command `experiment`: trains and measures every config of a plan with every seed, and compares them. */
export async function experimentCommand(name: string, options: ExperimentOptions): Promise<void> {
  const { dataset, plan, isDefault } = choosePlan(name, EXPERIMENTS[name], options.dataset);
  const folder = isDefault ? name : `${name}-${dataset}`;
  const out = resolve(options.out ?? join('experiments', folder));
  const cells = await planCells(plan, out, options);
  checkSameEvaluation(cells);
  const open = cells.filter(({ folder }) => !folder.isFinished);
  printLine(
    `${plan.title}: ${cells.length} cells, ${cells.length - open.length} of them finished before.`,
  );
  if (open.length > 0) {
    await checkData(open.map(({ experiment }) => experiment));
  }
  if (open.length > 0 || (plan.pictures && options.pictures)) {
    // Once for all: otherwise every process would set it up. Test images are predicted on it here.
    await chooseBackend({ backend: options.backend as 'auto', setup: 'auto', notify: printLine });
  }
  const interrupt = listenForInterrupt();
  try {
    const isStopped = await runCells(plan, open, options, interrupt.signal);
    if (!isStopped) {
      const about = { name, dataset, plan, out, options, signal: interrupt.signal };
      return await writeExperiment(about, cells);
    }
    printLine('Stopped; finished cells are kept, the same command goes on.');
    process.exitCode = INTERRUPTED;
  } finally {
    interrupt.release();
  }
}

/** Runs cells side by side; one that fails stops no other. @returns whether the signal stopped them */
async function runCells(
  plan: ExperimentPlan,
  open: readonly PlannedCell[],
  options: ExperimentOptions,
  signal: AbortSignal,
): Promise<boolean> {
  const progress = new CellProgress(open.length);
  const tasks = open.map((cell) => async () => {
    if (signal.aborted) return;
    const began = performance.now();
    await runCell(plan, cell, options, signal);
    progress.finished(cell, (performance.now() - began) / 60_000);
  });
  const failures = await runInParallel(tasks, options.jobs);
  if (signal.aborted) return true;
  for (const [index, { message }] of failures) {
    printLine(`${cellName(open[index])} failed: ${message}`);
    process.exitCode = 1;
  }
  return false;
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
