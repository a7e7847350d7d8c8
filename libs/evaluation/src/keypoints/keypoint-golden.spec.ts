import { boxFromXywh, COCO_KEYPOINTS } from '@turbo-hoi/core';
import golden from './__golden__/keypoints.json';
import { KeypointEvaluator, type KeypointResult } from './keypoint-evaluator';

type Image = (typeof golden.images)[number];

describe('KeypointEvaluator beside pycocotools', () => {
  it('gives the same ten numbers', () => {
    const stats = Object.values(evaluate(golden.images));
    expect(stats).toHaveLength(10);
    stats.forEach((value, i) => expectStat(value, golden.expected.stats[i]));
  });

  it('gives the same AP50 of every image alone, undefined ones included', () => {
    golden.images.forEach((image, i) =>
      expectStat(evaluate([image]).ap50, golden.expected.alone[i]),
    );
  });
});

/** To 1e-9 of an AP in 0..1; pycocotools says undefined as -1. */
function expectStat(percent: number | null, expected: number): void {
  expect(Math.abs((percent === null ? -1 : percent / 100) - expected)).toBeLessThan(1e-9);
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
