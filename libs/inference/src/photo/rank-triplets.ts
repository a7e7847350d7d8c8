import { TurboHoiError } from '@turbo-hoi/core';
import type { ImagePrediction } from '../predictor/prediction';
import type { ScoredTriplet } from './scored-triplets';

/** What a display score may depend on. */
export interface RankedTriplet {
  /** Index into `ActionVocabulary.columns`. */
  readonly column: number;
  /** Index into `DatasetInfo.objectClasses`; null: no object. */
  readonly category: number | null;
  /** s_h · s_o · s_a · g with an object, s_h · s_a without. */
  readonly score: number;
  /** s_a. */
  readonly actionScore: number;
  /** s_h. */
  readonly personScore: number;
  /** s_o; null: no object. */
  readonly objectScore: number | null;
}

/** The score of a triplet that orders triplets and is shown, in 0..1, such as one calibrated per verb. */
export type RankTriplet = (triplet: RankedTriplet) => number;

/**
 * Adds the display score and sorts by it, best first; equal ones by score.
 *
 * @param rank default: the triplet's score
 * @throws TurboHoiError `plugin` for a display score that is not in 0..1
 */
export function rankTriplets(
  triplets: readonly ScoredTriplet[],
  { detections, personScores }: Pick<ImagePrediction, 'detections' | 'personScores'>,
  rank: RankTriplet = ({ score }) => score,
): (ScoredTriplet & { readonly rank: number })[] {
  return triplets
    .map((triplet) => {
      const { person, column, object, score, actionScore } = triplet;
      const ranked = rank({
        column,
        category: object === null ? null : detections.classes[object],
        score,
        actionScore,
        personScore: personScores[person],
        objectScore: object === null ? null : detections.scores[object],
      });
      return { ...triplet, rank: checked(ranked, column) };
    })
    .sort((a, b) => b.rank - a.rank || b.score - a.score);
}

function checked(rank: number, column: number): number {
  if (rank >= 0 && rank <= 1) return rank;
  throw new TurboHoiError(
    'plugin',
    `DescribeOptions.rank: got ${rank} for action column ${column}; expected a number in 0..1.`,
  );
}
