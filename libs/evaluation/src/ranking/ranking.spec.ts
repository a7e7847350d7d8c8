import { createRng } from '@turbo-hoi/core';
import { allPointAp } from './all-point-ap';
import { descendingOrder, type TieOrder } from './descending-order';
import { interpolatedAp } from './interpolated-ap';
import { OutcomeLog } from './outcome-log';

describe('descendingOrder', () => {
  it('ranks equal scores by the given rule', () => {
    const scores = [0.5, 0.9, 0.5, 0.1];
    expect([...descendingOrder(scores, 'earlier-first')]).toEqual([1, 0, 2, 3]);
    expect([...descendingOrder(scores, 'later-first')]).toEqual([1, 2, 0, 3]);
  });

  it('ranks NaN last and accepts infinities', () => {
    const scores = [NaN, Infinity, 0, Infinity, -1];
    expect([...descendingOrder(scores, 'earlier-first')]).toEqual([1, 3, 2, 4, 0]);
  });

  it('is empty without scores', () => {
    expect(descendingOrder([], 'later-first')).toHaveLength(0);
  });

  // Many scores are sorted another way than few.
  it.each<[TieOrder, number]>([
    ['earlier-first', 1],
    ['later-first', -1],
  ])('ranks many scores as few, %s', (ties, direction) => {
    const special = [NaN, Infinity, -Infinity, 0, -0, 5e-324, -5e-324, 1e308, -1e308, 0.1 + 0.2];
    const rng = createRng(7);
    for (const count of [100, 159, 160, 5000]) {
      const scores = Float64Array.from({ length: count }, (_, i) =>
        i % 3 === 0 ? special[i % special.length] : Math.round(40 * rng.uniform(-1, 1)) / 7,
      );
      const isNaN = (i: number) => Number(Number.isNaN(scores[i]));
      const expected = [...scores.keys()].sort(
        (a, b) =>
          isNaN(a) - isNaN(b) ||
          Number(scores[b] > scores[a]) - Number(scores[a] > scores[b]) ||
          direction * (a - b),
      );
      expect([...descendingOrder(scores, ties)]).toEqual(expected);
      const single = Float32Array.from(scores);
      expect([...descendingOrder(single, ties)]).toEqual([
        ...descendingOrder(Float64Array.from(single), ties),
      ]);
    }
  });
});

describe('allPointAp', () => {
  it('lifts precision to the best one at a higher recall', () => {
    // Precision at the three hits: 1/2, 2/3, 3/4; the envelope is 3/4 everywhere.
    expect(allPointAp([0, 1, 1, 1], 3)).toBeCloseTo(3 / 4, 12);
    // Envelope 1 up to recall 1/3, then 2/4; the third is never found.
    expect(allPointAp([1, 0, 0, 1], 3)).toBeCloseTo((1 + 1 / 2) / 3, 12);
  });

  it('is 0 without detections and without hits', () => {
    expect(allPointAp([], 5)).toBe(0);
    expect(allPointAp([0, 0], 5)).toBe(0);
  });
});

describe('interpolatedAp', () => {
  const recalls = Float64Array.of(0, 0.5, 1);

  it('uses the best precision at each recall or above', () => {
    // Precision 1/2 at recall 1/2 and 2/3 at recall 1.
    expect(interpolatedAp([0, 1, 1], 2, recalls)).toBeCloseTo(2 / 3, 12);
    // Precision 1 at recall 1/2, 2/4 at recall 1.
    expect(interpolatedAp([1, 0, 0, 1], 2, recalls)).toBeCloseTo((1 + 1 + 1 / 2) / 3, 12);
  });

  it('counts a recall that is never reached as 0', () => {
    expect(interpolatedAp([1], 2, recalls)).toBeCloseTo(2 / 3, 12);
    expect(interpolatedAp([1], 3, recalls)).toBeCloseTo(1 / 3, 12);
    expect(interpolatedAp([0, 0], 3, recalls)).toBe(0);
    expect(interpolatedAp([], 3, recalls)).toBe(0);
  });
});

describe('OutcomeLog', () => {
  it('keeps everything in order while it grows', () => {
    const log = new OutcomeLog();
    for (let i = 0; i < 1000; i++) log.push(i / 2, 2 * i);
    expect(log.scores).toEqual(Float64Array.from({ length: 1000 }, (_, i) => i / 2));
    expect(log.flags).toEqual(Uint32Array.from({ length: 1000 }, (_, i) => 2 * i));
  });
});
