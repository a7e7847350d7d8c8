import { markup, type Markup } from '../markup/markup';
import type { RunReport, Scores } from './run-report';

/** One kind of score of a report. */
export interface ScoreColumn {
  readonly name: string;
  readonly heading: Markup;
  /** What a reader has to know about it. */
  readonly meaning: string;
  of(scores: Scores): number | null;
}

const PAPER_COLUMNS: readonly ScoreColumn[] = [
  {
    name: 'AP agent',
    heading: markup`AP<sub>agent</sub>`,
    meaning: 'who does what',
    of: ({ apAgent }) => apAgent,
  },
  {
    name: 'AP role',
    heading: markup`AP<sub>role</sub>`,
    meaning: 'who does what to which object',
    of: ({ apRole }) => apRole,
  },
  {
    name: 'mAP HOI',
    heading: markup`mAP<sub>HOI</sub>`,
    meaning: 'who does what to which object, over the listed interactions',
    of: ({ apHoi }) => apHoi ?? null,
  },
  {
    name: 'AP kp50',
    heading: markup`AP<sup>kp</sup><sub>50</sub>`,
    meaning: 'keypoints at OKS 0.50',
    of: ({ apKp50 }) => apKp50,
  },
];

/** The paper's three scores, without those that no stage has. */
export function mainColumns(report: RunReport): ScoreColumn[] {
  return PAPER_COLUMNS.filter((column) => isScored(column, report));
}

/** The main columns and all further ones that some stage has. */
export function allColumns(report: RunReport): ScoreColumn[] {
  const names = new Set(report.stages.flatMap(({ more }) => Object.keys(more ?? {})));
  const further = [...names].map((name) => ({
    name,
    heading: markup`${name}`,
    meaning: '',
    of: ({ more }: Scores) => more?.[name] ?? null,
  }));
  return [...mainColumns(report), ...further.filter((column) => isScored(column, report))];
}

function isScored({ of }: ScoreColumn, { stages }: RunReport): boolean {
  return stages.some((scores) => of(scores) !== null);
}
