import { balancedRank, rankingSchema } from './ranking';

const rank = balancedRank({ baseRates: [0.5, 0.01, 0, 1], balance: 1 });
const of = (column: number, score: number) =>
  rank({ column, category: 1, score, actionScore: score, personScore: 1, objectScore: 1 });

test('the probability of an action with base rate one half is its rank', () => {
  for (const score of [0.1, 0.5, 0.9]) expect(of(0, score)).toBeCloseTo(score, 9);
});

test('an action at its base rate has rank one half, however rare it is', () => {
  expect(of(1, 0.01)).toBeCloseTo(0.5, 9);
  expect(of(1, 0.3)).toBeGreaterThan(of(0, 0.9));
});

test('keeps the order of the scores of one action', () => {
  for (const column of [0, 1, 2, 3]) {
    const ranks = [0, 1e-4, 0.01, 0.2, 0.7, 0.99, 1].map((score) => of(column, score));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(new Set(ranks).size).toBe(ranks.length);
  }
});

test('is in 0..1 for scores and base rates of 0 and 1', () => {
  for (const column of [0, 1, 2, 3])
    for (const score of [0, 1]) {
      expect(of(column, score)).toBeGreaterThanOrEqual(0);
      expect(of(column, score)).toBeLessThanOrEqual(1);
    }
});

test('an action that training never showed counts as a rare one', () => {
  expect(of(2, 0.005)).toBeCloseTo(0.5, 9);
});

test('base rates are shares', () => {
  expect(rankingSchema.safeParse({ baseRates: [0, 1], balance: 0.5 }).success).toBe(true);
  expect(rankingSchema.safeParse({ baseRates: [1.5], balance: 0.5 }).success).toBe(false);
  expect(rankingSchema.safeParse({ baseRates: [Number.NaN], balance: 0.5 }).success).toBe(false);
});

test('orders by probability alone without balance', () => {
  const plain = balancedRank({ baseRates: [0.5, 0.01], balance: 0 });
  const triplet = { category: 1, actionScore: 0, personScore: 1, objectScore: 1 };
  expect(plain({ ...triplet, column: 1, score: 0.3 })).toBeCloseTo(0.3, 9);
});
