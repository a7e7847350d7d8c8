import { COCO_KEYPOINTS, type KeypointLayout } from '@turbo-hoi/core';
import { KeypointEvaluator, type KeypointResult } from './keypoint-evaluator';
import { keypointSimilarity } from './oks';

// Two keypoints, so that everything can be worked out by hand.
const layout: KeypointLayout = {
  names: ['a', 'b'],
  mirror: [0, 1],
  sigmas: [0.05, 0.1],
  bones: [],
};
const PERSON = { boxes: [0, 0, 20, 20], areas: [400], keypoints: [5, 5, 2, 15, 15, 1] };
const NOBODY = { boxes: [], areas: [], keypoints: [] };
const EXACT = [5, 5, 1, 15, 15, 1];
const WRONG = [90, 5, 1, 90, 15, 1];

describe('KeypointEvaluator', () => {
  it('finds an exact pose, also of people below the medium size', () => {
    expect(resultOf([[PERSON, { scores: [1], keypoints: EXACT }]])).toMatchObject({
      ap: expect.closeTo(100, 10),
      ap50: expect.closeTo(100, 10),
      ar: 100,
      apMedium: null,
      arLarge: null,
    });
  });

  it('counts a second pose of a person and a pose in an empty image as mistakes', () => {
    const [first, second] = [PERSON, { scores: [0.9, 0.8], keypoints: [...WRONG, ...EXACT] }];
    expect(resultOf([[first, second]]).ap50).toBeCloseTo(50, 10);
    const stray = { scores: [0.95], keypoints: EXACT };
    expect(
      resultOf([
        [NOBODY, stray],
        [PERSON, { scores: [0.9], keypoints: EXACT }],
      ]).ap50,
    ).toBeCloseTo(50, 10);
  });

  it('is undefined without people to find and 0 without poses', () => {
    expect(new Set(Object.values(resultOf([])))).toEqual(new Set([null]));
    const unlabelled = { ...PERSON, keypoints: [0, 0, 0, 0, 0, 0] };
    expect(resultOf([[unlabelled, { scores: [1], keypoints: EXACT }]]).ap).toBeNull();
    expect(resultOf([[PERSON, { scores: [], keypoints: [] }]])).toMatchObject({ ap: 0, ar: 0 });
  });

  it('forgives a pose on a person without keypoints or in a crowd', () => {
    const other = { boxes: [40, 0, 60, 20], areas: [400] };
    for (const given of [
      { keypoints: [0, 0, 0, 0, 0, 0], crowd: [0, 0] },
      { keypoints: [45, 5, 2, 55, 15, 2], crowd: [0, 1] },
    ]) {
      const truth = {
        boxes: [...PERSON.boxes, ...other.boxes],
        areas: [...PERSON.areas, ...other.areas],
        keypoints: [...PERSON.keypoints, ...given.keypoints],
        crowd: given.crowd,
      };
      const poses = { scores: [0.9, 0.8], keypoints: [45, 5, 1, 55, 15, 1, ...EXACT] };
      expect(resultOf([[truth, poses]]).ap50).toBeCloseTo(100, 10);
    }
  });

  it('uses the 20 best poses of an image', () => {
    const scores = Array.from({ length: 21 }, (_, i) => 1 - i / 100);
    const keypoints = scores.flatMap((_, i) => (i === 20 ? EXACT : WRONG));
    expect(resultOf([[PERSON, { scores, keypoints }]]).ar).toBe(0);
    const better = scores.map((score, i) => (i === 20 ? 0.5 : score - 0.7));
    expect(resultOf([[PERSON, { scores: better, keypoints }]]).ap50).toBeCloseTo(100, 10);
  });

  it('ranks a NaN score last and counts a NaN position as wrong', () => {
    const nan = [NaN, 5, 1, 15, 15, 1];
    const poses = { scores: [NaN, 0.5], keypoints: [...WRONG, ...EXACT] };
    expect(resultOf([[PERSON, poses]]).ap50).toBeCloseTo(100, 10);
    expect(resultOf([[PERSON, { scores: [1], keypoints: nan }]]).ap50).toBe(0);
  });

  it('refuses arrays that disagree', () => {
    const evaluator = new KeypointEvaluator(COCO_KEYPOINTS);
    expect(() => evaluator.add(PERSON, { scores: [], keypoints: [] })).toThrow(
      'KeypointTruth.keypoints: got 6 numbers; expected 51.',
    );
    expect(() => evaluator.add(NOBODY, { scores: [1], keypoints: EXACT })).toThrow(
      'KeypointDetections.keypoints: got 6 numbers; expected 51.',
    );
  });
});

describe('keypointSimilarity', () => {
  const oks = (keypoints: number[], truth = PERSON) =>
    keypointSimilarity({ scores: [1], keypoints }, 0, truth, 0, layout.sigmas);

  it('falls off with the distance in units of the keypoint and the person', () => {
    // 2 · area · (2σ)² is 8 for the first keypoint and 32 for the second.
    const expected = (Math.exp(-4 / 8) + Math.exp(-16 / 32)) / 2;
    expect(oks([7, 5, 1, 15, 19, 1])).toBeCloseTo(expected, 12);
  });

  it('uses only labelled keypoints, including hidden ones', () => {
    const truth = { ...PERSON, keypoints: [5, 5, 0, 15, 15, 1] };
    expect(oks([99, 99, 1, 15, 15, 1], truth)).toBe(1);
  });

  it('is the distance to the doubled box for a person without keypoints', () => {
    const truth = { ...PERSON, keypoints: [0, 0, 0, 0, 0, 0] };
    expect(oks([-20, 40, 1, 40, -20, 1], truth)).toBe(1);
    const expected = (Math.exp(-4 / 8) + Math.exp(-16 / 32)) / 2;
    expect(oks([-22, 40, 1, 40, 44, 1], truth)).toBeCloseTo(expected, 12);
  });
});

type Given = Parameters<KeypointEvaluator['add']>;

function resultOf(images: Given[]): KeypointResult {
  const evaluator = new KeypointEvaluator(layout);
  for (const image of images) evaluator.add(...image);
  return evaluator.result();
}
