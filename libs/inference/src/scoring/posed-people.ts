import { takeRows } from '@turbo-hoi/detection';
import type { ImagePrediction } from '../predictor/prediction';
import { posedRows } from './pose-scores';

/** People with poses, rows as in a prediction. */
export type PosedPeople = Pick<ImagePrediction, 'personBoxes' | 'personScores'> & {
  readonly keypoints: Float32Array;
};

/** The people of an image that have a pose: pose NMS eliminates some. */
export function withPoses(
  { personBoxes, personScores }: ImagePrediction,
  keypoints: Float32Array,
): PosedPeople {
  const rows = posedRows(keypoints, personScores.length);
  const width = keypoints.length / Math.max(1, personScores.length);
  return {
    personBoxes: takeRows(personBoxes, 4, rows),
    personScores: takeRows(personScores, 1, rows),
    keypoints: takeRows(keypoints, width, rows),
  };
}
