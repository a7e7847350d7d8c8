import type { DiagnosedActions } from './diagnosis-report';

/** Two actions, of which people who do the first and not the second are scored for the second. */
export interface Confusion {
  readonly action: string;
  readonly scored: string;
  /** Mean in 0..1. */
  readonly score: number;
  /** People who do the first. */
  readonly people: number;
}

/** Fewer people say nothing about an action. */
const LEAST_PEOPLE = 5;

/** The pairs of actions with the largest mean scores, of actions that at least five people do. */
export function largestConfusions(
  { names, confusion }: Pick<DiagnosedActions, 'names' | 'confusion'>,
  count: number,
): Confusion[] {
  return names
    .flatMap((action, row) =>
      names.flatMap((scored, column): Confusion[] => {
        const score = confusion.scores[row][column];
        const people = confusion.people[row];
        if (row === column || score === null || people < LEAST_PEOPLE) return [];
        return [{ action, scored, score, people }];
      }),
    )
    .sort((a, b) => b.score - a.score)
    .slice(0, count);
}
