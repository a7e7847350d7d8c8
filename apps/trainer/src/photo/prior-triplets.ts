import type { DatasetInfo } from '@turbo-hoi/core';
import type { PhotoPrediction, PhotoTriplet } from '@turbo-hoi/inference';

/**
 * Triplets by P(action given class) times both detection scores, which look at no box: the baseline of a model, best first.
 *
 * @param prior [classes][columns]
 */
export function priorTriplets(
  { detections }: Pick<PhotoPrediction, 'detections'>,
  { actions, objectClasses }: DatasetInfo,
  prior: readonly (readonly number[])[],
): Pick<PhotoTriplet, 'person' | 'action' | 'object' | 'score'>[] {
  const people = [...detections.keys()].filter((i) => detections[i].label === 'person');
  const triplets = people.flatMap((person) =>
    detections.flatMap((object, i) => {
      if (i === person) return [];
      const category = objectClasses.indexOf(object.label);
      const scores = detections[person].score * object.score;
      return actions.columns.flatMap(({ action }, column) => {
        const score = (prior[category]?.[column] ?? 0) * scores;
        return score > 0
          ? [{ person, action: actions.actions[action].name, object: i, score }]
          : [];
      });
    }),
  );
  return triplets.sort((a, b) => b.score - a.score);
}
