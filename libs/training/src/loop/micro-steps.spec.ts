import { microStepsOf } from './micro-steps';

test('one worker does all micro-steps', () => {
  expect(microStepsOf(4)).toEqual({ first: 0, count: 4, total: 4 });
});

test('workers take consecutive micro-steps, without gap or overlap', () => {
  const parts = [0, 1, 2].map((rank) => microStepsOf(6, { rank, of: 3 }));
  expect(parts.map(({ first, count }) => [first, count])).toEqual([
    [0, 2],
    [2, 2],
    [4, 2],
  ]);
});

test.each([
  [
    { rank: 0, of: 3 },
    'sampling.accumulate is 4, but there are 3 workers: expected a multiple of 3',
  ],
  [{ rank: 2, of: 2 }, 'worker 2 of 2'],
  [{ rank: 0, of: 0 }, 'worker 0 of 0'],
])('%j is refused for 4 micro-steps', (shard, message) => {
  expect(() => microStepsOf(4, shard)).toThrow(message);
});
