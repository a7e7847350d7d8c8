import type { ResultScores, RunResult } from '@turbo-hoi/experiment/node';

export interface StageTable {
  readonly stages: readonly (ResultScores & { readonly stage: number })[];
  readonly chance: ResultScores | null;
}

interface Column {
  readonly heading: string;
  of(scores: ResultScores): number | null | undefined;
}

const KEYPOINTS: Column = { heading: 'AP kp50', of: ({ apKp50 }) => apKp50 };

const VCOCO: readonly Column[] = [
  { heading: 'AP agent', of: ({ apAgent }) => apAgent },
  { heading: 'AP role', of: ({ apRole }) => apRole },
  KEYPOINTS,
];

const HICO: readonly Column[] = [
  { heading: 'mAP full', of: ({ hico }) => hico?.default.full },
  { heading: 'rare', of: ({ hico }) => hico?.default.rare },
  { heading: 'non-rare', of: ({ hico }) => hico?.default.nonRare },
  { heading: 'known object', of: ({ hico }) => hico?.knownObject.full },
  KEYPOINTS,
];

/** The result by stage as lines of text, chance last; the columns are those of the data set's metric. */
export function formatStageTable({ stages, chance }: StageTable): string {
  const named = [
    ...stages.map((scores) => ({ name: `stage ${scores.stage}`, scores })),
    ...(chance ? [{ name: 'chance', scores: chance }] : []),
  ];
  const columns = named.some(({ scores }) => scores.hico) ? HICO : VCOCO;
  const headings = ['', ...columns.map(({ heading }) => heading)];
  const rows = named.map(({ name, scores }) => [
    name,
    ...columns.map(({ of }) => of(scores)?.toFixed(1) ?? '–'),
  ]);
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((cells) => cells[column].length)),
  );
  return [headings, ...rows].map((cells) => align(cells, widths)).join('\n');
}

/** How well people and objects were found, in a line. */
export function boxLine({ boxes }: Pick<RunResult, 'boxes'>): string {
  return `Boxes: AP50 ${boxes.ap50?.toFixed(1) ?? '–'}, mean over the classes.`;
}

function align(cells: readonly string[], widths: readonly number[]): string {
  const [name, ...numbers] = cells;
  const padded = numbers.map((cell, i) => cell.padStart(widths[i + 1]));
  return [name.padEnd(widths[0]), ...padded].join('  ').trimEnd();
}
