import { boxAt, type DatasetInfo, TARGET_DEVIATIONS, TARGET_OFFSETS } from '@turbo-hoi/core';
import { codeCandidates, logTargetProbability } from '@turbo-hoi/hoi-module';
import type { ImagePrediction } from '../predictor/prediction';
import { pairScores } from './pair-scores';
import type { TripletOptions } from './score-triplets';
import { targetFilter } from './target-filter';

/** A person, an action column and one of the person's candidate objects. */
export interface PairTriplet {
  /** Index into the P people. */
  readonly person: number;
  readonly column: number;
  /** Index of the object's detection. */
  readonly object: number;
  /** s_a of the pair. */
  readonly actionScore: number;
  /** s_h · s_o · s_a · g, as `scoreTriplets` scores the chosen object. */
  readonly score: number;
}

/**
 * Every <person, action, object> with s_a ≥ `minActionScore` of a stage that scores pairs, in the order of people, columns and
 * objects; null if the stage scores none. `scoreTriplets` chooses one object per person and column among the same candidates.
 */
export function pairTriplets(
  prediction: ImagePrediction,
  stage: number,
  info: Pick<DatasetInfo, 'actions' | 'hois' | 'targetClasses'>,
  minActionScore: number,
  { knownClasses = true, sigma }: TripletOptions = {},
): PairTriplet[] | null {
  const { columns } = info.actions;
  const ofPairs = pairScores(prediction, stage, columns.length);
  if (!ofPairs) return null;
  const { detections, people, personBoxes, personScores, stages } = prediction;
  const out = stages[stage].out ?? {};
  const offsets = out[TARGET_OFFSETS] ?? null;
  const deviations = out[TARGET_DEVIATIONS] ?? sigma;
  const isTargetClass = knownClasses ? targetFilter(info) : () => true;
  return Array.from(people.keys(), (person) => {
    const { codes } = codeCandidates(boxAt(personBoxes, person), detections);
    return columns.flatMap(({ role }, column) => {
      if (role === null) return [];
      const at = 4 * (person * columns.length + column);
      return Array.from(detections.classes, (category, object): PairTriplet[] => {
        if (object === people[person] || !isTargetClass(column, category)) return [];
        const actionScore = ofPairs.scoreOf(person, object, column);
        // A pair that is not listed has a score of 0.
        if (!(actionScore > 0 && actionScore >= minActionScore)) return [];
        const g = Math.exp(logTargetProbability(codes, object, offsets, at, deviations));
        const score = personScores[person] * actionScore * detections.scores[object] * g;
        return [{ person, column, object, actionScore, score }];
      }).flat();
    });
  }).flat();
}
