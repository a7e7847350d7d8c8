import { createRng } from '@turbo-hoi/core';
import { acos, atan2, bell, cos, sin } from './portable-math';

const ANGLES = Array.from({ length: 801 }, (_, i) => (i - 400) / 40);

describe('portable math', () => {
  it('agrees with Math to 1e-12', () => {
    for (const angle of ANGLES) {
      expect(Math.abs(sin(angle) - Math.sin(angle))).toBeLessThan(1e-12);
      expect(Math.abs(cos(angle) - Math.cos(angle))).toBeLessThan(1e-12);
      const [y, x] = [Math.sin(angle) * 3, Math.cos(angle) * 3];
      expect(Math.abs(atan2(y, x) - Math.atan2(y, x))).toBeLessThan(1e-12);
    }
    for (let x = -1; x <= 1; x += 0.05) {
      expect(Math.abs(acos(x) - Math.acos(x))).toBeLessThan(1e-7);
    }
  });

  it('takes axes, the zero vector and values out of range', () => {
    expect([atan2(0, 1), atan2(1, 0), atan2(0, -1), atan2(-1, 0), atan2(0, 0)]).toEqual(
      [0, 0.5, 1, -0.5, 0].map((turns) => turns * Math.PI),
    );
    expect([acos(1.5), acos(-1.5)]).toEqual([0, Math.PI]);
  });

  it('draws bells of the given mean and deviation', () => {
    const rng = createRng(1);
    const draws = Array.from({ length: 4000 }, () => bell(rng, 2, 0.5));
    const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
    const variance = draws.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws.length;
    expect(Math.abs(mean - 2)).toBeLessThan(0.03);
    expect(Math.abs(Math.sqrt(variance) - 0.5)).toBeLessThan(0.03);
  });
});
