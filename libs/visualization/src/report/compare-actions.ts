import { boxIou } from '@turbo-hoi/core';
import type { ExamplePerson, PersonAtStage, ScoredAction } from '../overlay/example-image';

/**
 * `target`: right action with a wrong target. `missed`: annotated, but scored below the threshold. `unknown`: not
 * annotated.
 */
export type ActionOutcome = 'right' | 'target' | 'wrong' | 'missed' | 'unknown';

export interface ComparedAction extends ScoredAction {
  readonly outcome: ActionOutcome;
}

/**
 * Compares a stage's actions of a person with the annotations: annotated actions come in their order, so
 * that stages can be compared line by line, then wrong ones at or above the threshold, best first.
 *
 * A target is right with an IoU of at least 0.5.
 */
export function compareActions(
  { truth }: Pick<ExamplePerson, 'truth'>,
  { actions }: Pick<PersonAtStage, 'actions'>,
  threshold: number,
): ComparedAction[] {
  const annotated = truth?.actions ?? null;
  const compared = (actions ?? []).flatMap((action): ComparedAction[] => {
    const same = annotated?.filter(({ name }) => name === action.name) ?? [];
    const predicted = action.score >= threshold;
    if (!predicted) return same.length > 0 ? [{ ...action, outcome: 'missed' }] : [];
    if (annotated === null) return [{ ...action, outcome: 'unknown' }];
    if (same.length === 0) return [{ ...action, outcome: 'wrong' }];
    const targets = same.flatMap(({ target }) => target ?? []);
    const hit = targets.some(({ box }) => action.target && boxIou(box, action.target.box) >= 0.5);
    return [{ ...action, outcome: targets.length === 0 || hit ? 'right' : 'target' }];
  });
  const place = ({ name }: ScoredAction) => {
    const index = annotated?.findIndex((action) => action.name === name) ?? -1;
    return index < 0 ? Infinity : index;
  };
  return compared.sort((a, b) => place(a) - place(b) || b.score - a.score);
}
