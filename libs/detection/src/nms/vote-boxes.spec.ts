import { voteBoxes } from './vote-boxes';

// Two boxes of the same place and class, one of that place and another class, one elsewhere.
const candidates = {
  boxes: Float32Array.of(0, 0, 10, 10, 0, 0, 10, 12, 0, 0, 10, 11, 50, 50, 60, 60),
  scores: Float32Array.of(0.6, 0.2, 0.5, 0.4),
  classes: Int32Array.of(1, 1, 2, 1),
};

test('a kept box becomes the score-weighted mean of the boxes of its class that overlap it', () => {
  const voted = voteBoxes(candidates, Int32Array.of(0, 2, 3), 0.5);
  expect([...voted]).toEqual([0, 0, 10, 10.5, 0, 0, 10, 11, 50, 50, 60, 60]);
});

test('boxes below the IoU threshold do not move a kept box', () => {
  expect([...voteBoxes(candidates, Int32Array.of(0), 0.9)]).toEqual([0, 0, 10, 10]);
});

test('returns nothing without kept boxes', () => {
  expect(voteBoxes(candidates, new Int32Array(0), 0.5)).toHaveLength(0);
});
