import { relativeError } from './relative-error';

const of = (...numbers: number[]) => Float32Array.from(numbers);

test('is relative to the number, or to the typical one if that is larger', () => {
  expect(relativeError(of(4, 3), of(4, 3))).toBe(0);
  expect(relativeError(of(110, 0), of(100, 0))).toBeCloseTo(0.1);
  expect(relativeError(of(100, 7), of(100, 0))).toBeCloseTo(7 / Math.sqrt(5000));
});

test('NaN and another size do not match', () => {
  expect(relativeError(of(NaN, 1, 1), of(1, 1, 1))).toBeNaN();
  expect(relativeError(of(1, NaN), of(1, 1))).toBeNaN();
  expect(relativeError(of(1), of(1, 1))).toBe(Infinity);
});
