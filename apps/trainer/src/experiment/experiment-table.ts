import type { ExperimentPlan, PaperScores, PlanColumn, PlanRow } from './experiment-plan';
import { type Estimate, estimate } from './statistics';

/** The parts of a run's result that tables read; a stage's scores by name, null where it has none. */
export interface CellResult {
  readonly initial: Scores | null;
  readonly stages: readonly Scores[];
  readonly prior?: Scores;
  readonly boxes?: { readonly ap50: number | null } | null;
}

type Scores = Readonly<Record<string, unknown>>;

/** A trained and measured config of one seed. */
export interface Cell<Result extends CellResult = CellResult> {
  /** Name in the plan's `configs`. */
  readonly config: string;
  readonly seed: number;
  /** By the name of the evaluation; `run`: the run's own. */
  readonly results: Readonly<Record<string, Result>>;
}

export interface TableRow {
  readonly name: string;
  /** One per column; null where no cell has the score. */
  readonly scores: readonly (Estimate | null)[];
  /** The paper's numbers, one per column; null: it has none. Absent: the row has none. */
  readonly paper?: readonly (number | null)[];
  /** Their place in the paper. */
  readonly place?: string;
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
    ...paperNumbers(plan, row.paper),
  }));
}

/** Mean differences of the plan's pairs of rows, over the seeds that both have. */
export function differenceRows(plan: ExperimentPlan, cells: readonly Cell[]): TableRow[] {
  return plan.differences.map(({ question, of: [first, second], paper }) => ({
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
    ...paperNumbers(plan, paper),
  }));
}

function paperNumbers({ columns }: ExperimentPlan, paper?: PaperScores) {
  if (!paper) return {};
  return {
    paper: columns.map(({ score }) => paper.scores[score] ?? null),
    place: paper.place,
  };
}

/** Both tables as Markdown; where the paper has numbers, they stand beside. */
export function markdownTables(plan: ExperimentPlan, cells: readonly Cell[]): string {
  const differences = differenceTexts(plan, cells);
  return [
    ...markdown(scoreTexts(plan, cells)),
    ...(differences.rows.length > 0 ? ['', ...markdown(differences)] : []),
  ].join('\n');
}

/** `61.3 ± 1.0`: mean and standard deviation; of one value itself. */
function spreadText({ mean, deviation, count }: Estimate): string {
  return count > 1 ? `${mean.toFixed(1)} ± ${deviation.toFixed(1)}` : mean.toFixed(1);
}

/** `+1.5 [+0.5, +2.5]`: mean and its 95 % interval; of one value itself. */
function intervalText({ mean, margin, count }: Estimate): string {
  return count > 1
    ? `${signed(mean)} [${signed(mean - margin)}, ${signed(mean + margin)}]`
    : signed(mean);
}

const signed = (value: number) => `${value < 0 ? '' : '+'}${value.toFixed(1)}`;

function rowName({ name, config, stage }: PlanRow): string {
  if (stage === 'prior') return 'prior';
  const own = name ?? config ?? '';
  return stage === undefined ? own : `${own}, stage ${stage}`;
}

function scoreOf(
  { results }: Cell,
  { stage }: PlanRow,
  { evaluation = 'run', score }: PlanColumn,
): number | null {
  const result = results[evaluation];
  if (score === 'boxAp50') return stage === undefined ? (result.boxes?.ap50 ?? null) : null;
  const value = score
    .split('.')
    .reduce<unknown>(
      (part, field) => (part as Scores | null | undefined)?.[field],
      scoresOf(result, stage),
    );
  return typeof value === 'number' ? value : null;
}

function scoresOf({ initial, stages, prior }: CellResult, stage: PlanRow['stage']) {
  if (stage === 'prior') return prior;
  return stage === 0 ? initial : stages.at((stage ?? 0) - 1);
}

/** A table of texts: the heading and the rows, the name of each first. */
export interface TextRows {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The plan's rows as texts; the paper's numbers follow their columns, and their place comes last. */
export function scoreTexts(plan: ExperimentPlan, cells: readonly Cell[]): TextRows {
  return textRows(plan, '', scoreRows(plan, cells), spreadText, String);
}

/** The plan's differences as texts, in the same way. */
export function differenceTexts(plan: ExperimentPlan, cells: readonly Cell[]): TextRows {
  return textRows(plan, 'difference', differenceRows(plan, cells), intervalText, signed);
}

function textRows(
  { columns }: ExperimentPlan,
  heading: string,
  rows: readonly TableRow[],
  text: (estimate: Estimate) => string,
  paperText: (value: number) => string,
): TextRows {
  const stated = ({ paper }: TableRow, column: number) => paper?.[column] ?? null;
  const hasPaper = columns.map((_, i) => rows.some((row) => stated(row, i) !== null));
  const isPaper = hasPaper.includes(true);
  const cellsOf = (row: TableRow) =>
    row.scores.flatMap((score, i) => {
      const own = score ? text(score) : '–';
      const value = stated(row, i);
      return hasPaper[i] ? [own, value === null ? '' : paperText(value)] : [own];
    });
  return {
    head: [
      heading,
      ...columns.flatMap(({ title }, i) => (hasPaper[i] ? [title, 'paper'] : [title])),
      ...(isPaper ? ['in the paper'] : []),
    ],
    rows: rows.map((row) => [row.name, ...cellsOf(row), ...(isPaper ? [row.place ?? ''] : [])]),
  };
}

function markdown({ head, rows }: TextRows): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
