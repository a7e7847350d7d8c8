import type { PhotoPrediction } from '@turbo-hoi/inference';
import { shownBoxes } from './shown-boxes';

const prediction = {
  detections: [0.9, 0.1, 0.2, 0.4].map((score) => ({ score })),
  stages: [
    { triplets: null },
    {
      triplets: [
        { person: 0, object: 2, rank: 0.6 },
        { person: 1, object: null, rank: 0.4 },
      ],
    },
  ],
} as unknown as PhotoPrediction;

test.each([
  ['likely ones and those of shown triplets', 1, 0.5, 0.3, [0, 2, 3]],
  ['people whose action has no object', 1, 0.3, 0.5, [0, 1, 2]],
  ['likely ones alone of a stage without actions', 0, 0.5, 0.3, [0, 3]],
  ['likely ones alone where no stage is shown', undefined, 0.5, 0.3, [0, 3]],
  ['all without a limit', undefined, 0.5, 0, [0, 1, 2, 3]],
])('shows %s', (_, stage, minScore, likelyBox, expected) => {
  expect(shownBoxes(prediction, stage, { minScore, likelyBox })).toEqual(expected);
});
