import { hoiLookup } from './hoi-lookup';

const hois = [
  { column: 1, category: 0, trainingPairs: null },
  { column: 0, category: 2, trainingPairs: 3 },
];

test('returns the index of an interaction, undefined for one outside the list', () => {
  const find = hoiLookup(hois);
  expect([find(1, 0), find(0, 2)]).toEqual([0, 1]);
  expect([find(0, 0), find(0, 5), find(1, 2), find(2, 0)]).toEqual(Array(4).fill(undefined));
  expect(hoiLookup(hois)).toBe(find);
  expect(hoiLookup([])(0, 0)).toBeUndefined();
});
