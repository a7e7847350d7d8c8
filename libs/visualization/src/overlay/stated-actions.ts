import type { ScoredAction } from './example-image';

export interface StatedAction extends ScoredAction {
  readonly weak: boolean;
}

// More than these are listed beside the image, but would cover it.
const MAX_DRAWN = 4;

/** The actions at or above the threshold, best first; without any, the best one as weak. */
export function statedActions(
  actions: readonly ScoredAction[],
  threshold: number,
  limit = MAX_DRAWN,
): StatedAction[] {
  const ranked = actions
    .filter(({ score }) => Number.isFinite(score))
    .sort((a, b) => b.score - a.score)
    .map((action) => ({ ...action, weak: action.score < threshold }));
  const stated = ranked.filter(({ weak }) => !weak);
  return (stated.length > 0 ? stated : ranked.slice(0, 1)).slice(0, limit);
}
