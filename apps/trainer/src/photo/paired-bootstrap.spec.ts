import { pairedBootstrap } from './paired-bootstrap';

const outcomes = (better: number, worse: number, same: number) => [
  ...Array<number>(better).fill(1),
  ...Array<number>(worse).fill(-1),
  ...Array<number>(same).fill(0),
];

test('the interval is that of the normal approximation, and the same each time', () => {
  const differences = outcomes(60, 30, 150);
  const mean = 30 / 240;
  const deviation = Math.sqrt((90 / 240 - mean ** 2) / 240);
  const [lo, hi] = pairedBootstrap(differences);
  expect(lo).toBeCloseTo(mean - 1.96 * deviation, 2);
  expect(hi).toBeCloseTo(mean + 1.96 * deviation, 2);
  expect(pairedBootstrap(differences)).toEqual([lo, hi]);
});

test('equal outcomes have no width', () => {
  expect(pairedBootstrap(outcomes(0, 0, 7))).toEqual([0, 0]);
  expect(pairedBootstrap(outcomes(7, 0, 0))).toEqual([1, 1]);
});

test('an interval of few differences contains 0', () => {
  const [lo, hi] = pairedBootstrap(outcomes(2, 1, 20));
  expect(lo).toBeLessThan(0);
  expect(hi).toBeGreaterThan(0);
});

test('no photos: 0', () => {
  expect(pairedBootstrap([])).toEqual([0, 0]);
});
