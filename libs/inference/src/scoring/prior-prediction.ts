import { ACTION_LOGITS, boxAt, TARGET_OFFSETS } from '@turbo-hoi/core';
import type { PriorPrediction } from '@turbo-hoi/evaluation';
import type { ImagePrediction } from '../predictor/prediction';

/** The training prior's prediction for the people of an image: the same for every person, independent of the image. */
export function priorPrediction(
  prediction: ImagePrediction,
  prior: PriorPrediction,
): ImagePrediction {
  const people = prediction.people.length;
  const points = prior.keypoints.length / 2;
  const keypoints = new Float32Array(people * points * 3);
  for (let person = 0; person < people; person++) {
    const [x1, y1, x2, y2] = boxAt(prediction.personBoxes, person);
    for (let k = 0; k < points; k++) {
      const x = x1 + prior.keypoints[2 * k] * (x2 - x1);
      const y = y1 + prior.keypoints[2 * k + 1] * (y2 - y1);
      keypoints.set([x, y, 1], 3 * (person * points + k));
    }
  }
  return {
    ...prediction,
    stages: [
      {
        out: {
          [ACTION_LOGITS]: repeat(prior.actionScores, people),
          [TARGET_OFFSETS]: repeat(prior.offsets, people),
        },
        keypoints,
        attention: null,
      },
    ],
  };
}

function repeat(row: Float32Array, times: number): Float32Array {
  const rows = new Float32Array(row.length * times);
  for (let i = 0; i < times; i++) rows.set(row, i * row.length);
  return rows;
}
