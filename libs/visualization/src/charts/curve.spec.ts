import { smoothCurve, thinCurve } from './curve';
import { extent } from './extent';

const curve = (...y: number[]) => ({ x: y.map((_, i) => i), y });

describe('smoothCurve', () => {
  it('is the centered mean, at both ends over the available points', () => {
    expect([...Array.from(smoothCurve(curve(0, 3, 6, 9), 3).y)]).toEqual([1.5, 3, 6, 7.5]);
  });

  it('ignores values that are not finite', () => {
    expect(Array.from(smoothCurve(curve(2, NaN, 4, Infinity, NaN, NaN, 8), 3).y)).toEqual([
      2,
      3,
      4,
      4,
      NaN,
      8,
      8,
    ]);
  });

  it('is the curve itself for a window of one', () => {
    expect(Array.from(smoothCurve(curve(5, 1, 2), 1).y)).toEqual([5, 1, 2]);
  });

  it('returns an empty curve for an empty curve', () => {
    expect(smoothCurve(curve(), 5).y).toHaveLength(0);
  });
});

describe('thinCurve', () => {
  it('keeps a short curve unchanged', () => {
    const short = curve(1, 2, 3);
    expect(thinCurve(short, 2)).toEqual(short);
  });

  it('keeps the peaks of a long one, in order', () => {
    const y = Array.from({ length: 1000 }, (_, i) => (i === 333 ? 50 : i === 334 ? -50 : 0));
    const thin = thinCurve(curve(...y), 10);
    expect(thin.y.length).toBeLessThanOrEqual(20);
    const at = Array.from(thin.x).indexOf(333);
    expect([thin.y[at], thin.x[at + 1], thin.y[at + 1]]).toEqual([50, 334, -50]);
  });

  it('keeps a gap where no value is finite', () => {
    const y = Array.from({ length: 100 }, (_, i) => (i >= 40 && i < 60 ? NaN : 1));
    expect(Array.from(thinCurve(curve(...y), 10).y).filter(Number.isNaN)).toHaveLength(2);
  });
});

describe('extent', () => {
  it('is the range of the finite values, or null', () => {
    expect(extent([NaN, 2, -1, Infinity])).toEqual([-1, 2]);
    expect(extent([NaN])).toBeNull();
    expect(extent([])).toBeNull();
  });
});
