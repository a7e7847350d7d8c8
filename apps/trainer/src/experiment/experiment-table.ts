import type { ExperimentPlan, PlanColumn, PlanRow } from './experiment-plan';
import { type Estimate, estimate } from './statistics';

/** The parts of a run's result that tables read; a stage's scores by name, null where it has none. */
export interface CellResult {
  readonly initial: Scores | null;
  readonly stages: readonly Scores[];
  readonly prior?: Scores;
  readonly boxes?: { readonly ap50: number } | null;
}

type Scores = Readonly<Record<string, unknown>>;

/** A trained and measured config of one seed. */
export interface Cell {
  /** Name in the plan's `configs`. */
  readonly config: string;
  readonly seed: number;
  /** By the name of the evaluation; `run`: the run's own. */
  readonly results: Readonly<Record<string, CellResult>>;
}

export interface TableRow {
  readonly name: string;
  /** One per column; null where no cell has the score. */
  readonly scores: readonly (Estimate | null)[];
}

/** Mean scores of the plan's rows. */
export function scoreRows(plan: ExperimentPlan, cells: readonly Cell[]): TableRow[] {
  return plan.rows.map((row) => ({
    name: rowName(row),
    scores: plan.columns.map((column) => {
      const values = cells
        .filter(({ config }) => config === row.config)
        .flatMap((cell) => scoreOf(cell, row, column) ?? []);
      return values.length > 0 ? estimate(values) : null;
    }),
  }));
}

/** Mean differences of the plan's pairs of rows, over the seeds that both have. */
export function differenceRows(plan: ExperimentPlan, cells: readonly Cell[]): TableRow[] {
  return plan.differences.map(({ question, of: [first, second] }) => ({
    name: question,
    scores: plan.columns.map((column) => {
      const values = cells
        .filter(({ config }) => config === first.config)
        .flatMap((cell) => {
          const other = cells.find(
            ({ config, seed }) => config === second.config && seed === cell.seed,
          );
          const a = scoreOf(cell, first, column);
          const b = other && scoreOf(other, second, column);
          return a === null || b === null || b === undefined ? [] : [a - b];
        });
      return values.length > 0 ? estimate(values) : null;
    }),
  }));
}

/** Both tables as Markdown. */
export function markdownTables(plan: ExperimentPlan, cells: readonly Cell[]): string {
  const titles = plan.columns.map(({ title }) => title);
  return [
    ...markdown(['', ...titles], scoreRows(plan, cells), ({ mean, deviation, count }) =>
      count > 1 ? `${mean.toFixed(1)} ± ${deviation.toFixed(1)}` : mean.toFixed(1),
    ),
    '',
    ...markdown(
      ['difference', ...titles],
      differenceRows(plan, cells),
      ({ mean, margin, count }) =>
        count > 1
          ? `${signed(mean)} [${signed(mean - margin)}, ${signed(mean + margin)}]`
          : signed(mean),
    ),
  ].join('\n');
}

const signed = (value: number) => `${value < 0 ? '' : '+'}${value.toFixed(1)}`;

function rowName({ config, stage }: PlanRow): string {
  if (stage === undefined) return config;
  return stage === 'prior' ? 'prior' : `${config}, stage ${stage}`;
}

function scoreOf(
  { results }: Cell,
  { stage }: PlanRow,
  { evaluation = 'run', score }: PlanColumn,
): number | null {
  const result = results[evaluation];
  if (score === 'boxAp50') return stage === undefined ? (result.boxes?.ap50 ?? null) : null;
  const value = scoresOf(result, stage)?.[score];
  return typeof value === 'number' ? value : null;
}

function scoresOf({ initial, stages, prior }: CellResult, stage: PlanRow['stage']) {
  if (stage === 'prior') return prior;
  return stage === 0 ? initial : stages.at((stage ?? 0) - 1);
}

function markdown(
  heading: readonly string[],
  rows: readonly TableRow[],
  text: (estimate: Estimate) => string,
): string[] {
  const line = (columns: readonly string[]) => `| ${columns.join(' | ')} |`;
  return [
    line(heading),
    line(heading.map(() => '---')),
    ...rows.map(({ name, scores }) =>
      line([name, ...scores.map((score) => (score ? text(score) : '–'))]),
    ),
  ];
}
