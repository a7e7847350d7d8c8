import type { CocoBoxScores, CocoStats } from '@turbo-hoi/evaluation/node';
import type { ScoreReport } from './score-report';
import { percentCell, textTable } from './text-table';

/** COCO's numbers under the names that papers use. */
export function cocoReport({ names, stats }: CocoStats): ScoreReport {
  return { json: { stats, names }, text: textTable(statRows({ names, stats })) };
}

/** COCO's box numbers with the AP of every class. */
export function boxReport({ names, stats, perClass }: CocoBoxScores): ScoreReport {
  const classes = Object.entries(perClass).map(([name, ap]) => [name, cell(ap)]);
  return {
    json: { stats, names, perClass },
    text: textTable([...statRows({ names, stats }), null, ...classes]),
  };
}

function statRows({ names, stats }: CocoStats): (readonly string[] | null)[] {
  const rows = names.map((name, i) => [name, cell(stats[i] < 0 ? null : stats[i])]);
  return [['AP %', ''], null, ...rows];
}

function cell(ap: number | null): string {
  return percentCell(ap === null ? null : 100 * ap);
}
