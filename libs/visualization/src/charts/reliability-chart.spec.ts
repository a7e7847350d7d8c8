import { reliabilityChart } from './reliability-chart';

const bin = (from: number, right: number | null) => ({
  from,
  to: from + 0.5,
  count: right === null ? 0 : 8,
  score: right === null ? null : from + 0.25,
  right,
});
const heights = (svg: string) =>
  [...svg.matchAll(/height="([\d.]+)" fill="url/g)].map(([, height]) => Number(height));

test('bars are as high as the share that is right, with a dot at the mean score; empty bins have none', () => {
  const svg = reliabilityChart({ title: 'Scores', id: 'c', bins: [bin(0, 0.25), bin(0.5, 1)] });
  const [low, high] = heights(svg);
  expect(high / low).toBeCloseTo(4, 2);
  expect(svg.split('<circle').length - 1).toBe(2);
  const empty = reliabilityChart({ title: 'Scores', id: 'c', bins: [bin(0, null), bin(0.5, 1)] });
  expect(heights(empty)).toHaveLength(1);
  expect(empty.split('<circle').length - 1).toBe(1);
});
