import { takeOutputs } from './take-outputs';

const value = (shape: number[], ...data: number[]) => ({ shape, data: Float32Array.from(data) });

test('reorders outputs in every row', () => {
  const from = value([2, 3], 1, 2, 3, 4, 5, 6);
  const taken = takeOutputs(from, [2, 0], 1, value([2, 2], 0, 0, 0, 0));
  expect(taken).toEqual(value([2, 2], 3, 1, 6, 4));
});

test('keeps the outputs of a group together', () => {
  const from = value([6], 1, 2, 3, 4, 5, 6);
  expect(takeOutputs(from, [1, 2], 2, value([4], 0, 0, 0, 0))).toEqual(value([4], 3, 4, 5, 6));
});

test('keeps `rest` where the order has -1, and does not change its arguments', () => {
  const [from, rest] = [value([2], 1, 2), value([3], 7, 8, 9)];
  expect(takeOutputs(from, [1, -1, 0], 1, rest)).toEqual(value([3], 2, 8, 1));
  expect([from, rest]).toEqual([value([2], 1, 2), value([3], 7, 8, 9)]);
});
