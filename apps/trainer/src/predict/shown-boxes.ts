import type { PhotoPrediction } from '@turbo-hoi/inference';

/** What of a prediction is shown; documents and tables list everything. */
export interface ShownLimits {
  /** Minimum display score of a triplet. */
  readonly minScore: number;
  /** Minimum score of a box that no shown triplet has. */
  readonly likelyBox: number;
}

/** The detections to show, ascending: the likely ones, and those of shown triplets. @param stage absent: triplets are not shown */
export function shownBoxes(
  { detections, stages }: PhotoPrediction,
  stage: number | undefined,
  { minScore, likelyBox }: ShownLimits,
): number[] {
  const triplets = (stage !== undefined && stages[stage].triplets) || [];
  const inTriplet = new Set(
    triplets
      .filter(({ rank }) => rank >= minScore)
      .flatMap(({ person, object }) => [person, object]),
  );
  return [...detections.keys()].filter(
    (id) => detections[id].score >= likelyBox || inTriplet.has(id),
  );
}
