import type { ParameterValue } from '@turbo-hoi/core';
import { compareTensors } from './compare-tensors';

const tensors = (values: Record<string, number[]>) =>
  new Map<string, ParameterValue>(
    Object.entries(values).map(([name, data]) => [
      name,
      { shape: [data.length], data: Float32Array.from(data) },
    ]),
  );
const expected = tensors({ a: [0, 4, -8], b: [1] });

test('equal tensors differ by 0', () => {
  expect(compareTensors(expected, expected).worst.error).toBe(0);
});

test('a difference is relative to the largest value of its tensor', () => {
  const found = tensors({ a: [0.5, 4, -8], b: [1.25] });
  expect(compareTensors(found, expected).worst).toEqual({ name: 'b', error: 0.25 });
  const other = tensors({ a: [2, 4, -8], b: [1] });
  expect(compareTensors(other, expected).worst).toEqual({ name: 'a', error: 0.25 });
});

test.each([
  ['not a number', { a: [NaN, 4, -8], b: [1] }],
  ['infinite', { a: [0, Infinity, -8], b: [1] }],
  ['of another shape', { a: [0, 4], b: [1] }],
])('a tensor that is %s differs infinitely', (_, values) => {
  expect(compareTensors(tensors(values), expected).worst).toEqual({ name: 'a', error: Infinity });
});

test('tensors that are rounding on both sides are named and not compared', () => {
  const zeros = tensors({ a: [8], bias: [1e-9, 0], zero: [0] });
  const noise = tensors({ a: [8], bias: [0, -2e-9], zero: [1e-12] });
  expect(compareTensors(noise, zeros)).toEqual({
    worst: { name: 'a', error: 0 },
    small: ['bias', 'zero'],
  });
});

test('a tensor that is rounding on one side alone is compared', () => {
  const zeros = tensors({ a: [8], bias: [0] });
  for (const wrong of [1e-3, NaN]) {
    const found = tensors({ a: [8], bias: [wrong] });
    expect(compareTensors(found, zeros).worst).toEqual({ name: 'bias', error: Infinity });
    expect(compareTensors(zeros, tensors({ a: [8], bias: [1e-3] })).worst.error).toBeCloseTo(1);
  }
});

test('a tensor that one side lacks is an error', () => {
  expect(() => compareTensors(tensors({ a: [0, 4, -8] }), expected)).toThrow('alone: b');
  expect(() => compareTensors(expected, tensors({ b: [1] }))).toThrow('alone: a');
  expect(() => compareTensors(new Map(), new Map())).toThrow('nothing to compare');
  expect(() => compareTensors(tensors({ a: [0] }), tensors({ a: [0] }))).toThrow('nothing');
});
