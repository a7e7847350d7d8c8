import type { CocoStats } from '@turbo-hoi/evaluation/node';
import type { ScoreReport } from './score-report';
import { percentCell, textTable } from './text-table';

/** COCO's numbers under the names that papers use. */
export function cocoReport({ names, stats }: CocoStats): ScoreReport {
  const rows = names.map((name, i) => [name, percentCell(stats[i] < 0 ? null : 100 * stats[i])]);
  return { json: { stats, names }, text: textTable([['', '%'], null, ...rows]) };
}
