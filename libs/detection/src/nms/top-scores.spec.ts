import { topScores } from './top-scores';

test('returns the top scores best first, ties in order, without NaN', () => {
  const scores = Float32Array.of(1, 5, NaN, 3, 5, 2);
  expect([...topScores(scores, 3)]).toEqual([1, 4, 3]);
  expect([...topScores(scores, 1)]).toEqual([1]);
  expect([...topScores(scores, 99)]).toEqual([1, 4, 3, 5, 0]);
  expect([...topScores(new Float32Array(0), 3)]).toEqual([]);
});
