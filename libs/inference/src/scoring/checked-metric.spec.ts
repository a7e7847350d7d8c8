import { checkedMetric } from './checked-metric';
import type { Metric, MetricScores } from './metric';

const columns: Metric['columns'] = [
  { key: 'found', heading: 'found', meaning: 'people found', shown: 'table' },
];
const resultOf = (result: unknown) =>
  checkedMetric({ columns, add: () => undefined, result: () => result as MetricScores }, 'mine');

test('passes on a number or null for every column', () => {
  expect(resultOf({ scores: { found: 5 } }).result()).toEqual({ scores: { found: 5 } });
  expect(resultOf({ scores: { found: null } }).result().scores.found).toBeNull();
});

test.each([
  [undefined, 'result() returns no scores'],
  [{ scores: { found: 1, apAgent: 99 } }, 'scores "apAgent", which is none of its columns (found)'],
  [{ scores: {} }, 'the score of column "found" is undefined'],
  [{ scores: { found: NaN } }, 'the score of column "found" is NaN'],
  [{ scores: { found: 1 }, details: { stage: 9 } }, 'the detail "stage" has the name'],
])('refuses %j and names the metric', (result, message) => {
  expect(() => resultOf(result).result()).toThrow(`metric "mine": ${message}`);
});
