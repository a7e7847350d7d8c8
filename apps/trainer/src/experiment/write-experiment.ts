import { join } from 'node:path';
import { TurboHoiError } from '@turbo-hoi/core';
import { showPath } from '@turbo-hoi/experiment/node';
import { writeFileAtomically, writeJsonAtomicallySync } from '@turbo-hoi/files/node';
import { type PictureGroup, renderExperimentReport } from '@turbo-hoi/visualization';
import { printLine } from '../terminal/print-line';
import { checkSameMeasures } from './check-comparable';
import { claimsOf, claimWords } from './claims';
import type { ExperimentOptions } from './experiment-options';
import type { ExperimentPlan, PlanDataset } from './experiment-plan';
import { experimentReport, type ReportedCell } from './experiment-report';
import { differenceRows, markdownTables, scoreRows } from './experiment-table';
import { pictureGroups } from './pictures/picture-groups';
import { predictRun } from './pictures/predict-run';
import type { PlannedCell } from './plan-cells';

/** Images among which those of the report are selected. */
const PICTURED = 600;

export interface WrittenExperiment {
  readonly name: string;
  readonly dataset: PlanDataset;
  readonly plan: ExperimentPlan;
  /** The folder. */
  readonly out: string;
  readonly options: ExperimentOptions;
  readonly signal: AbortSignal;
}

/**
 * Writes `experiment.json`, `table.md` and `report.html` of the finished cells, and prints the tables.
 *
 * @throws TurboHoiError `data` for cells that were measured differently
 */
export async function writeExperiment(
  about: WrittenExperiment,
  planned: readonly PlannedCell[],
): Promise<void> {
  const { name, dataset, plan, out } = about;
  const finished = planned.filter(({ folder }) => folder.isFinished);
  const cells = finished.map(({ config, source, seed, folder }): ReportedCell => ({
    config,
    source,
    seed,
    results: folder.results(),
  }));
  checkSameMeasures(cells);
  const tables = markdownTables(plan, cells);
  const claims = claimsOf(plan, cells);
  const words = cells.length > 0 ? [...claimWords(claims), ...(plan.notes ?? [])] : [];
  writeJsonAtomicallySync(join(out, 'experiment.json'), {
    name,
    dataset,
    title: plan.title,
    columns: plan.columns,
    cells: cells.map(({ config, source, seed, results: { run, ...evaluations } }) => ({
      config: source,
      name: config,
      seed,
      result: run,
      evaluations,
    })),
    table: scoreRows(plan, cells),
    differences: differenceRows(plan, cells),
    claims,
  });
  await writeFileAtomically(
    join(out, 'table.md'),
    Buffer.from(`${[tables, ...words].join('\n\n')}\n`),
  );
  printLine(`\n${tables}\n`);
  for (const line of words) printLine(line);
  const pictures = await drawPictures(about, finished);
  const report = experimentReport(about, cells, { claims, words, pictures });
  const page = join(out, 'report.html');
  await writeFileAtomically(page, Buffer.from(await renderExperimentReport(report)));
  printLine(`${cells.length} of ${planned.length} cells. Report: ${showPath(page)}`);
}

/** The test images of the first seed of which all models are there; without them the report has none. */
async function drawPictures(
  { plan, options, signal }: WrittenExperiment,
  finished: readonly PlannedCell[],
): Promise<PictureGroup[]> {
  const { pictures } = plan;
  if (!pictures || !options.pictures) return [];
  const cellOf = (config: string, seed: number) =>
    finished.find((cell) => cell.config === config && cell.seed === seed)?.folder.path;
  const seeds = [...new Set(finished.map(({ seed }) => seed))];
  const seed = seeds.find((one) => Object.values(pictures).every((config) => cellOf(config, one)));
  if (seed === undefined) return [];
  printLine(`Test images of seed ${seed} …`);
  const predict = (config: string) =>
    predictRun(cellOf(config, seed)!, { images: PICTURED, signal });
  try {
    const turbo = await predict(pictures.turbo);
    const withoutPose = await predict(pictures.withoutPose);
    const withoutHoi = await predict(pictures.withoutHoi);
    return await pictureGroups({ turbo, withoutPose, withoutHoi });
  } catch (error) {
    // The tables are written; the report goes without images.
    if (!(error instanceof TurboHoiError)) throw error;
    printLine(`No test images: ${error.message}`);
    process.exitCode = 1;
    return [];
  }
}
