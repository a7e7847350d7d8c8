import { linearScale, logScale } from './scale';

describe('linearScale', () => {
  it('maps the domain to the range, also to an inverted one', () => {
    const scale = linearScale([10, 20], [100, 0]);
    expect([10, 15, 20].map(scale)).toEqual([100, 50, 0]);
  });

  it.each([
    [0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [0, 600, [0, 200, 400, 600]],
    [47.3, 59.3, [50, 55]],
    [-1, 1, [-1, -0.5, 0, 0.5, 1]],
  ])('has round ticks between %p and %p', (low, high, ticks) => {
    expect(linearScale([low, high], [0, 1]).ticks.map((tick) => Number(tick.toFixed(9)))).toEqual(
      ticks,
    );
  });

  it('stays finite for an empty domain', () => {
    expect(linearScale([3, 3], [0, 100])(3)).toBe(0);
  });
});

describe('logScale', () => {
  it('maps equal factors to equal lengths', () => {
    const scale = logScale([0.1, 1000], [0, 100]);
    expect([0.1, 1, 10, 1000].map((value) => Math.round(scale(value)))).toEqual([0, 25, 50, 100]);
    expect(scale.ticks.map((tick) => Number(tick.toFixed(9)))).toEqual([0.1, 1, 10, 100, 1000]);
  });
});
