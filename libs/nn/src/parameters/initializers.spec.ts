import { createRng, type Initializer } from '@turbo-hoi/core';
import { expectNoLeak } from '@turbo-hoi/testing';
import {
  constant,
  heNormal,
  lecunUniform,
  normal,
  ones,
  torchDefault,
  uniform,
  xavierUniform,
  zeros,
} from './initializers';

function statistics(initializer: Initializer, shape: number[]) {
  const data = initializer(shape, createRng(1)).dataSync<'float32'>();
  const mean = data.reduce((sum, x) => sum + x, 0) / data.length;
  const deviation = Math.sqrt(data.reduce((sum, x) => sum + (x - mean) ** 2, 0) / data.length);
  return { mean, deviation, largest: data.reduce((a, b) => Math.max(a, Math.abs(b)), 0) };
}

describe('initializers', () => {
  const conv = [3, 3, 20, 40];

  it('fills with constants', () => {
    const values = [zeros, ones, constant(0.5)].map((f) => [...f([2], createRng(0)).dataSync()]);
    expect(values).toEqual([
      [0, 0],
      [1, 1],
      [0.5, 0.5],
    ]);
  });

  it('draws from a normal distribution, heNormal with the deviation of kaiming_normal_', () => {
    expect(statistics(normal(2), [101, 99]).deviation).toBeCloseTo(2, 1);
    expect(statistics(normal(2), [101, 99]).mean).toBeCloseTo(0, 1);
    expect(statistics(heNormal, conv).deviation).toBeCloseTo(Math.sqrt(2 / 180), 2);
    expect(statistics(heNormal, [50, 80]).deviation).toBeCloseTo(Math.sqrt(2 / 50), 2);
  });

  it.each([
    ['uniform', uniform(0.3), 0.3],
    ['xavier_uniform_', xavierUniform, Math.sqrt(6 / (180 + 360))],
    ['kaiming_uniform_ with a=1', lecunUniform, Math.sqrt(3 / 180)],
    ["PyTorch's layers", torchDefault, 1 / Math.sqrt(180)],
  ])('draws from a uniform distribution with the bound of %s', (_, initializer, bound) => {
    const { largest, deviation } = statistics(initializer, conv);
    expect(largest).toBeLessThanOrEqual(bound);
    expect(largest).toBeGreaterThan(0.99 * bound);
    expect(deviation / bound).toBeCloseTo(1 / Math.sqrt(3), 1);
  });

  it('does not leak', () => {
    for (const f of [zeros, constant(1), heNormal, xavierUniform, torchDefault]) {
      expectNoLeak(() => f([3, 4], createRng(0)));
    }
  });
});
