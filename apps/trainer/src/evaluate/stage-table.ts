/** Average precisions of a row, 0..100; null: the task is switched off. */
export interface TableScores {
  readonly apAgent: number | null;
  readonly apRole: number | null;
  readonly apKp50: number | null;
}

export interface StageTable {
  readonly stages: readonly (TableScores & { readonly stage: number })[];
  readonly chance: TableScores | null;
}

const HEADINGS = ['', 'AP agent', 'AP role', 'AP kp50'];

/** The result by stage as lines of text, chance last. */
export function formatStageTable({ stages, chance }: StageTable): string {
  const rows = [
    ...stages.map((scores) => row(`stage ${scores.stage}`, scores)),
    ...(chance ? [row('chance', chance)] : []),
  ];
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...rows.map((cells) => cells[column].length)),
  );
  return [HEADINGS, ...rows].map((cells) => align(cells, widths)).join('\n');
}

function row(name: string, { apAgent, apRole, apKp50 }: TableScores): string[] {
  return [name, ...[apAgent, apRole, apKp50].map((ap) => ap?.toFixed(1) ?? '–')];
}

function align(cells: readonly string[], widths: readonly number[]): string {
  const [name, ...numbers] = cells;
  const padded = numbers.map((cell, i) => cell.padStart(widths[i + 1]));
  return [name.padEnd(widths[0]), ...padded].join('  ').trimEnd();
}
