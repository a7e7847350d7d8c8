import { COCO_80 } from '@turbo-hoi/core';
import { BOX_FEATURES } from './box-features';
import { scoredBoxes } from './box-scores';
import { PHOTO_SCORES } from './photo-scores';

const model = { bias: -1, weights: { best: 2 }, classes: { person: 0.5 } };

test('is the logistic function of the weighted features and the class', () => {
  const merged = [0, 1].map((classId) => ({ box: [0, 0, 1, 1] as const, classId, scores: [0.5] }));
  const features = new Float64Array(2 * BOX_FEATURES.length);
  features[BOX_FEATURES.indexOf('best')] = 0.25;
  const { scores, classes } = scoredBoxes(merged, features, model);
  expect([...classes]).toEqual([0, 1]);
  expect(scores[0]).toBeCloseTo(1 / (1 + Math.exp(1 - 0.5 - 0.5)), 6);
  expect(scores[1]).toBeCloseTo(1 / (1 + Math.exp(1)), 6);
});

test('no boxes have no scores', () => {
  expect(scoredBoxes([], new Float64Array(), model).scores).toHaveLength(0);
});

test.each([PHOTO_SCORES.nanodet, PHOTO_SCORES.withCenternet])(
  'the fitted numbers name features and classes that exist',
  ({ bias, weights, classes }) => {
    expect(BOX_FEATURES).toEqual(expect.arrayContaining(Object.keys(weights)));
    expect(COCO_80).toEqual(expect.arrayContaining(Object.keys(classes)));
    expect(Object.keys(weights).length).toBeGreaterThan(20);
    expect([bias, ...Object.values(weights)].every(Number.isFinite)).toBe(true);
  },
);
