import { markup, type Markup } from '../markup/markup';
import type { RunReport, ScoreColumn } from './run-report';

// Typeset as in papers.
const TYPESET: Readonly<Record<string, Markup>> = {
  apAgent: markup`AP<sub>agent</sub>`,
  apRole: markup`AP<sub>role</sub>`,
  apRoleScenario2: markup`AP<sub>role</sub> S2`,
  apHoi: markup`mAP<sub>full</sub>`,
  apKp50: markup`AP<sup>kp</sup><sub>50</sub>`,
  apKp: markup`AP<sup>kp</sup>`,
};

/** A column's heading. */
export function headingOf({ key, heading }: ScoreColumn): Markup {
  return TYPESET[key] ?? markup`${heading}`;
}

/** The columns with a tile and a curve that at least one stage has. */
export function mainColumns(report: RunReport): ScoreColumn[] {
  return allColumns(report).filter(({ shown }) => shown === 'main');
}

/** The main columns, then all others that at least one stage has. */
export function allColumns({ columns, stages }: RunReport): ScoreColumn[] {
  const scored = columns.filter(({ key }) => stages.some(({ scores }) => isNumber(scores[key])));
  const isMain = ({ shown }: ScoreColumn) => shown === 'main';
  return [...scored.filter(isMain), ...scored.filter((column) => !isMain(column))];
}

const isNumber = (score: number | null | undefined) => typeof score === 'number';
