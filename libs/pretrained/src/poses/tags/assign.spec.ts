import { join } from 'node:path';
import { golden, type GoldenArray } from '@turbo-hoi/testing';
import { assign } from './assign';

interface Case {
  readonly rows: number;
  readonly columns: number;
  readonly cost: GoldenArray;
  readonly chosen: number[];
}

const cases = golden<Case[]>(join(__dirname, '__golden__/assign.json'));

test.each(cases)(
  'assigns $rows rows to $columns columns as scipy does',
  ({ rows, columns, cost, chosen }) => {
    expect([...assign(Float64Array.from(cost.data), rows, columns)]).toEqual(chosen);
  },
);

test('a row gives up its best column where the sum is less', () => {
  expect([...assign(Float64Array.of(1, 2, 1, 10), 2, 2)]).toEqual([1, 0]);
});

test.each([
  [0, 3, []],
  [2, 0, [-1, -1]],
])('assigns nothing of %d rows and %d columns', (rows, columns, chosen) => {
  expect([...assign(new Float64Array(0), rows, columns)]).toEqual(chosen);
});
