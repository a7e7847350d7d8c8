import { boxIou } from '@turbo-hoi/core';
import type { ExamplePerson, PersonAtStage, ScoredAction } from '../overlay/example-image';

/** `target`: the action is right, its target is not. `missed`: annotated, scored below the threshold. */
export type Verdict = 'right' | 'target' | 'wrong' | 'missed' | 'unknown';

export interface JudgedAction extends ScoredAction {
  readonly verdict: Verdict;
}

/**
 * What a stage says about a person next to the annotations: the annotated actions in their order, so
 * that stages can be compared line by line, then wrong ones at or above the threshold, best first.
 *
 * A target is right from an IoU of 0.5 on.
 */
export function judgeActions(
  { truth }: Pick<ExamplePerson, 'truth'>,
  { actions }: Pick<PersonAtStage, 'actions'>,
  threshold: number,
): JudgedAction[] {
  const annotated = truth?.actions ?? null;
  const said = (actions ?? []).flatMap((action): JudgedAction[] => {
    const same = annotated?.filter(({ name }) => name === action.name) ?? [];
    const stated = action.score >= threshold;
    if (!stated) return same.length > 0 ? [{ ...action, verdict: 'missed' }] : [];
    if (annotated === null) return [{ ...action, verdict: 'unknown' }];
    if (same.length === 0) return [{ ...action, verdict: 'wrong' }];
    const targets = same.flatMap(({ target }) => target ?? []);
    const hit = targets.some(({ box }) => action.target && boxIou(box, action.target.box) >= 0.5);
    return [{ ...action, verdict: targets.length === 0 || hit ? 'right' : 'target' }];
  });
  const place = ({ name }: ScoredAction) => {
    const index = annotated?.findIndex((action) => action.name === name) ?? -1;
    return index < 0 ? Infinity : index;
  };
  return said.sort((a, b) => place(a) - place(b) || b.score - a.score);
}
