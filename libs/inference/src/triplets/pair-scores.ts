import { ACTION_LOGITS } from '@turbo-hoi/core';
import type { ImagePrediction } from '../predictor/prediction';

/** s_a of pairs of people and detections, from a stage that scores pairs. */
export interface PairScores {
  /** s_a of a person (row), detection and column; 0 if there is no such pair. */
  scoreOf(person: number, object: number, column: number): number;
  /** Maximum over each person's pairs, [P,A]: s_a of a stage that scores only pairs. */
  best(): Float32Array;
}

/** The pair scores of a stage; null if it does not score pairs. @param columns A, the number of action columns */
export function pairScores(
  { people, detections, pairs, stages }: ImagePrediction,
  stage: number,
  columns: number,
): PairScores | null {
  const scores = stages[stage].pairs?.[ACTION_LOGITS];
  if (!scores || !pairs) return null;
  const objects = detections.classes.length;
  const rows = new Int32Array(people.length * objects).fill(-1);
  pairs.person.forEach((person, row) => (rows[person * objects + pairs.object[row]] = row));
  return {
    scoreOf: (person, object, column) => {
      const row = rows[person * objects + object];
      return row < 0 ? 0 : scores[row * columns + column];
    },
    best: () => {
      const best = new Float32Array(people.length * columns);
      pairs.person.forEach((person, row) => {
        for (let column = 0; column < columns; column++) {
          const at = person * columns + column;
          best[at] = Math.max(best[at], scores[row * columns + column]);
        }
      });
      return best;
    },
  };
}
