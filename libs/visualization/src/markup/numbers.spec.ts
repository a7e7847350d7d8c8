import { coordinate, duration, fixed, grouped, signed } from './numbers';

describe('numbers', () => {
  it.each([
    [1.25, '1.3'],
    [-0.04, '0.0'],
    [-2, '−2.0'],
    [null, '–'],
    [NaN, '–'],
    [-Infinity, '–'],
  ])('writes %p with one decimal as %s', (value, text) => expect(fixed(value, 1)).toBe(text));

  it.each([
    [0.06, '+0.1'],
    [0.04, '0.0'],
    [-0.04, '0.0'],
    [-0.06, '−0.1'],
    [null, '–'],
  ])('writes the change %p as %s', (value, text) => expect(signed(value, 1)).toBe(text));

  it('groups thousands', () => {
    expect([7, 1234, 1234567].map(grouped)).toEqual(['7', '1,234', '1,234,567']);
  });

  it('writes durations in the largest two units', () => {
    expect([0.32, 59.9, 119.7, 200, 7300, NaN].map(duration)).toEqual([
      '0.3 s',
      '59.9 s',
      '2 min 0 s',
      '3 min 20 s',
      '2 h 1 min',
      '–',
    ]);
  });

  it('shortens coordinates', () => {
    expect([1 / 3, 12, -0.001].map(coordinate)).toEqual(['0.33', '12', '0']);
  });
});
