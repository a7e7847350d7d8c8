import type { ScoredAction } from './example-image';

export interface PredictedAction extends ScoredAction {
  readonly weak: boolean;
}

// More actions would cover the image; they are listed beside it.
const MAX_DRAWN = 4;

/** The actions at or above the threshold, best first; without any, the best one, marked as weak. */
export function predictedActions(
  actions: readonly ScoredAction[],
  threshold: number,
  limit = MAX_DRAWN,
): PredictedAction[] {
  const ranked = actions
    .filter(({ score }) => Number.isFinite(score))
    .sort((a, b) => b.score - a.score)
    .map((action) => ({ ...action, weak: action.score < threshold }));
  const predicted = ranked.filter(({ weak }) => !weak);
  return (predicted.length > 0 ? predicted : ranked.slice(0, 1)).slice(0, limit);
}
