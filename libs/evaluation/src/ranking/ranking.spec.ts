import { allPointAp } from './all-point-ap';
import { descendingOrder } from './descending-order';
import { OutcomeLog } from './outcome-log';

describe('descendingOrder', () => {
  it('ranks equal scores by the rule asked for', () => {
    const scores = [0.5, 0.9, 0.5, 0.1];
    expect([...descendingOrder(scores, 'earlier-first')]).toEqual([1, 0, 2, 3]);
    expect([...descendingOrder(scores, 'later-first')]).toEqual([1, 2, 0, 3]);
  });

  it('ranks NaN last and takes infinities', () => {
    const scores = [NaN, Infinity, 0, Infinity, -1];
    expect([...descendingOrder(scores, 'earlier-first')]).toEqual([1, 3, 2, 4, 0]);
  });

  it('is empty without scores', () => {
    expect(descendingOrder([], 'later-first')).toHaveLength(0);
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

describe('OutcomeLog', () => {
  it('keeps everything in order while it grows', () => {
    const log = new OutcomeLog();
    for (let i = 0; i < 1000; i++) log.push(i / 2, 2 * i);
    expect(log.scores).toEqual(Float64Array.from({ length: 1000 }, (_, i) => i / 2));
    expect(log.flags).toEqual(Uint32Array.from({ length: 1000 }, (_, i) => 2 * i));
  });
});
