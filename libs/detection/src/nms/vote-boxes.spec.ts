import { voteBoxes } from './vote-boxes';

// Two of one place and class, one of that place and another class, one elsewhere.
const candidates = {
  boxes: Float32Array.of(0, 0, 10, 10, 0, 0, 10, 12, 0, 0, 10, 11, 50, 50, 60, 60),
  scores: Float32Array.of(0.6, 0.2, 0.5, 0.4),
  classes: Int32Array.of(1, 1, 2, 1),
};

test('a kept box is the mean of what overlaps it in its class, by score', () => {
  const voted = voteBoxes(candidates, Int32Array.of(0, 2, 3), 0.5);
  expect([...voted]).toEqual([0, 0, 10, 10.5, 0, 0, 10, 11, 50, 50, 60, 60]);
});

test('what overlaps less than asked has no vote', () => {
  expect([...voteBoxes(candidates, Int32Array.of(0), 0.9)]).toEqual([0, 0, 10, 10]);
});

test('takes nothing', () => {
  expect(voteBoxes(candidates, new Int32Array(0), 0.5)).toHaveLength(0);
});
