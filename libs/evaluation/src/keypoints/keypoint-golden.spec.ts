import { boxFromXywh, COCO_KEYPOINTS } from '@turbo-hoi/core';
import golden from './__golden__/keypoints.json';
import { KeypointEvaluator, type KeypointResult } from './keypoint-evaluator';
import { keypointStats } from './keypoint-stats';

type Image = (typeof golden.images)[number];

describe('KeypointEvaluator beside pycocotools', () => {
  it('computes the same ten numbers, with many equal scores', () => {
    expectStats(keypointStats(evaluate(golden.images)), golden.expected.stats);
  });

  it('computes the same numbers of every single image, undefined ones included', () => {
    golden.images.forEach((image, i) =>
      expectStats(keypointStats(evaluate([image])), golden.expected.alone[i]),
    );
  });
});

/** To 1e-9 of an AP in 0..1. */
function expectStats(stats: readonly number[], expected: readonly number[]): void {
  expect(stats).toHaveLength(10);
  stats.forEach((value, i) => expect(Math.abs(value - expected[i])).toBeLessThan(1e-9));
}

function evaluate(images: readonly Image[]): KeypointResult {
  const evaluator = new KeypointEvaluator(COCO_KEYPOINTS);
  for (const { people, poses } of images) {
    evaluator.add(
      {
        boxes: people.flatMap(({ bbox }) => [...boxFromXywh(bbox)]),
        areas: people.map(({ area }) => area),
        keypoints: people.flatMap(({ keypoints }) => keypoints),
        crowd: people.map(({ iscrowd }) => iscrowd),
      },
      {
        scores: poses.map(({ score }) => score),
        keypoints: poses.flatMap(({ keypoints }) => keypoints),
      },
    );
  }
  return evaluator.result();
}
