import { createRng } from './create-rng';
import type { Rng } from './rng';

const draw = (n: number, next: () => number) => Array.from({ length: n }, next);
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const variance = (values: readonly number[]) => {
  const center = mean(values);
  return mean(values.map((value) => (value - center) ** 2));
};
const correlation = (a: readonly number[], b: readonly number[]) =>
  (mean(a.map((value, i) => value * b[i])) - mean(a) * mean(b)) /
  Math.sqrt(variance(a) * variance(b));

describe('the stream is the same in every version, so that runs can be reproduced', () => {
  it('by seed', () => {
    const rng = createRng(0);
    expect(draw(3, () => rng.next())).toEqual([
      0.95423588110134, 0.6048776819370687, 0.1611586706712842,
    ]);
    expect(createRng(42).next()).toBe(0.4543512857053429);
    expect(createRng(-7).next()).toBe(0.0901023861952126);
  });

  it('by the name of a fork', () => {
    const rng = createRng(42);
    expect([rng.fork('x'), rng.fork('x', 1), rng.fork('x', 1, 2)].map((r) => r.next())).toEqual([
      0.04942083568312228, 0.671453854534775, 0.3309616425540298,
    ]);
  });

  it('in every kind of number', () => {
    const rng = createRng(1);
    expect([
      rng.int(1000),
      rng.uniform(-1, 1),
      rng.chance(0.5),
      rng.pick(['a', 'b', 'c', 'd']),
      rng.weighted({ a: 1, b: 2, c: 3 }),
      [...rng.permutation(8)],
    ]).toEqual([830, 0.3206091430038214, true, 'b', 'c', [3, 2, 4, 7, 6, 0, 5, 1]]);
    // A host's cosine and logarithm may differ in the last bit.
    expect(rng.normal()).toBeCloseTo(0.20100040551317425, 12);
  });
});

test('forking does not advance the stream it forks from', () => {
  const [a, b] = [createRng(3), createRng(3)];
  a.fork('other').next();
  expect(a.next()).toBe(b.next());
});

test('a fork depends on its name alone, not on earlier draws', () => {
  const [a, b] = [createRng(3), createRng(3)];
  a.next();
  expect(a.fork('x', 1).next()).toBe(b.fork('x', 1).next());
});

test.each<[string, (rng: Rng) => Rng]>([
  ['another seed', () => createRng(8)],
  ['a fork', (rng) => rng.fork('x')],
  ['a fork by number', (rng) => rng.fork('', 1)],
])('%s is an independent stream', (_, other) => {
  const rng = createRng(7);
  const stream = other(rng);
  const [a, b] = [draw(4000, () => rng.next()), draw(4000, () => stream.next())];
  expect(Math.abs(correlation(a, b))).toBeLessThan(0.05);
});

test('forks numbered in a row are independent of each other', () => {
  const rng = createRng(7);
  const first = Array.from({ length: 4001 }, (_, i) => rng.fork('step', i).next());
  expect(Math.abs(correlation(first.slice(1), first.slice(0, -1)))).toBeLessThan(0.05);
  expect(mean(first)).toBeCloseTo(0.5, 1);
});

test('next is uniform in [0,1)', () => {
  const rng = createRng(11);
  const values = draw(20000, () => rng.next());
  const buckets = new Array<number>(10).fill(0);
  for (const value of values) buckets[Math.floor(value * 10)]++;
  expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...values)).toBeLessThan(1);
  for (const count of buckets) expect(Math.abs(count - 2000)).toBeLessThan(200);
});

test('uniform, normal and chance have the expected moments', () => {
  const rng = createRng(12);
  const uniform = draw(20000, () => rng.uniform(-2, 6));
  const normal = draw(20000, () => rng.normal(3, 2));
  const chance = draw(20000, () => Number(rng.chance(0.3)));
  expect(Math.abs(mean(uniform) - 2)).toBeLessThan(0.1);
  expect(Math.abs(variance(uniform) - 64 / 12)).toBeLessThan(0.2);
  expect(Math.abs(mean(normal) - 3)).toBeLessThan(0.06);
  expect(Math.abs(variance(normal) - 4)).toBeLessThan(0.2);
  expect(Math.abs(mean(chance) - 0.3)).toBeLessThan(0.02);
});

test('chance 0 never and chance 1 always happens', () => {
  const rng = createRng(13);
  expect(draw(1000, () => Number(rng.chance(0)))).not.toContain(1);
  expect(draw(1000, () => Number(rng.chance(1)))).not.toContain(0);
});

test('weighted draws in proportion to the weights and never an item of weight 0', () => {
  const rng = createRng(14);
  const keys = Array.from({ length: 6000 }, () => rng.weighted({ a: 1, never: 0, b: 2 }));
  const share = keys.filter((key) => key === 'b').length / keys.length;
  expect(Math.abs(share - 2 / 3)).toBeLessThan(0.03);
  expect(keys).not.toContain('never');
});

test('a permutation has every number once; all orders are about equally likely', () => {
  const rng = createRng(15);
  expect([...rng.permutation(50)].sort((a, b) => a - b)).toEqual([...Array(50).keys()]);
  expect(rng.permutation(0)).toHaveLength(0);
  const counts = new Map<string, number>();
  for (let i = 0; i < 6000; i++) {
    const order = rng.permutation(3).join('');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

test('picking from an empty list throws', () => {
  expect(() => createRng(0).pick([])).toThrow(RangeError);
});
