import { boxIou } from '@turbo-hoi/core';
import type { ExamplePerson, PersonAtStage, ScoredAction } from '../overlay/example-image';

/** `target`: the action is right, its target is not. `missed`: annotated, scored below the threshold. */
export type Verdict = 'right' | 'target' | 'wrong' | 'missed' | 'unknown';

export interface JudgedAction extends ScoredAction {
  readonly verdict: Verdict;
}

/**
 * What a stage says about a person, best first, next to the annotations: all actions at or above the
 * threshold and all annotated ones. A target is right from an IoU of 0.5 on.
 */
export function judgeActions(
  { truth }: Pick<ExamplePerson, 'truth'>,
  { actions }: Pick<PersonAtStage, 'actions'>,
  threshold: number,
): JudgedAction[] {
  const annotated = truth?.actions ?? null;
  return (actions ?? [])
    .flatMap((action): JudgedAction[] => {
      const same = annotated?.filter(({ name }) => name === action.name) ?? [];
      const stated = action.score >= threshold;
      if (!stated && same.length === 0) return [];
      if (!stated) return [{ ...action, verdict: 'missed' }];
      if (annotated === null) return [{ ...action, verdict: 'unknown' }];
      if (same.length === 0) return [{ ...action, verdict: 'wrong' }];
      const targets = same.flatMap(({ target }) => target ?? []);
      const hit = targets.some(({ box }) => action.target && boxIou(box, action.target.box) >= 0.5);
      return [{ ...action, verdict: targets.length === 0 || hit ? 'right' : 'target' }];
    })
    .sort((a, b) => b.score - a.score);
}
