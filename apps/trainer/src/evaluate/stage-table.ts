import type { MetricColumn } from '@turbo-hoi/inference';
import type { ResultScores, RunResult, StageResult } from '@turbo-hoi/experiment/node';

export interface StageTable {
  readonly stages: readonly StageResult[];
  readonly prior: ResultScores | null;
  readonly columns: readonly MetricColumn[];
}

/** The result by stage as lines of text, the training prior last; the columns are those of the run's metrics. */
export function formatStageTable({ stages, prior, columns }: StageTable): string {
  const shown = columns.filter(({ shown }) => shown !== 'detail');
  const named = [
    ...stages.map((scores) => ({ name: `stage ${scores.stage}`, scores })),
    ...(prior ? [{ name: 'prior', scores: prior }] : []),
  ];
  const headings = ['', ...shown.map(({ heading }) => heading)];
  const rows = named.map(({ name, scores }) => [
    name,
    ...shown.map(({ key }) => formatScore(scores[key])),
  ]);
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((cells) => cells[column].length)),
  );
  return [headings, ...rows].map((cells) => align(cells, widths)).join('\n');
}

/** The box AP of people and objects, in one line. */
export function boxLine({ boxes }: Pick<RunResult, 'boxes'>): string {
  return `Boxes: AP50 ${formatScore(boxes.ap50)}, mean over the classes.`;
}

function formatScore(score: unknown): string {
  return typeof score === 'number' ? score.toFixed(1) : '–';
}

function align(cells: readonly string[], widths: readonly number[]): string {
  const [name, ...numbers] = cells;
  const padded = numbers.map((cell, i) => cell.padStart(widths[i + 1]));
  return [name.padEnd(widths[0]), ...padded].join('  ').trimEnd();
}
