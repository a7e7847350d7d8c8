import type { DatasetInfo } from '@turbo-hoi/core';
import type { ImagePrediction } from '../predictor/prediction';
import { pairTriplets } from '../triplets/pair-triplets';
import { scoreTriplets, type TripletOptions, UNSEEN_SCORE } from '../triplets/score-triplets';

/** <person, action, object> with its score. */
export interface ScoredTriplet {
  /** Index into the P people. */
  readonly person: number;
  readonly column: number;
  /** Index of the object's detection; null: none. */
  readonly object: number | null;
  readonly actionScore: number;
  readonly score: number;
}

/**
 * The triplets of a stage with s_a ≥ `minActionScore`; null if the stage recognises no actions.
 *
 * One per person and column, with the chosen object; of a stage that scores pairs one per person, column and object, and one without
 * an object where no pair of the column reaches the minimum.
 */
export function scoredTriplets(
  raw: ImagePrediction,
  stage: number,
  info: DatasetInfo,
  minActionScore: number,
  options: TripletOptions = {},
): ScoredTriplet[] | null {
  const scored = scoreTriplets(raw, stage, info, options);
  if (!scored) return null;
  const { columns } = info.actions;
  const ofPairs = pairTriplets(raw, stage, info, minActionScore, options);
  const hasPair = new Set(ofPairs?.map(({ person, column }) => person * columns.length + column));
  const rows = [...scored.actionScores.keys()].filter(
    (row) => !hasPair.has(row) && scored.actionScores[row] >= minActionScore,
  );
  const ofPeople = rows.map((row): ScoredTriplet => {
    const person = Math.floor(row / columns.length);
    const column = row % columns.length;
    const actionScore = scored.actionScores[row];
    const agent = raw.personScores[person] * actionScore;
    const triplet = { person, column, object: null, actionScore };
    if (columns[column].role === null) return { ...triplet, score: agent };
    const target = scored.targets[row];
    if (ofPairs && target >= 0)
      return { ...triplet, score: agent * (options.unseenScore ?? UNSEEN_SCORE) };
    return { ...triplet, object: target >= 0 ? target : null, score: scored.roleScores[row] };
  });
  return [...ofPeople, ...(ofPairs ?? [])];
}
