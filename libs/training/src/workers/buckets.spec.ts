import { packBuckets } from './buckets';

const pack = (sizes: Record<string, number>, limit: number) =>
  packBuckets(new Map(Object.entries(sizes)), limit).map(({ names, size }) => [names.join(), size]);

it('packs tensors in their order up to the limit', () => {
  expect(pack({ a: 3, b: 1, c: 4, d: 2, e: 2 }, 4)).toEqual([
    ['a,b', 4],
    ['c', 4],
    ['d,e', 4],
  ]);
});

it('a tensor larger than the limit is a bucket of its own', () => {
  expect(pack({ a: 1, b: 9, c: 1 }, 4)).toEqual([
    ['a', 1],
    ['b', 9],
    ['c', 1],
  ]);
});

it('no tensors need no bucket, and empty ones take no room', () => {
  expect(pack({}, 4)).toEqual([]);
  expect(pack({ a: 0, b: 4, c: 0 }, 4)).toEqual([['a,b,c', 4]]);
});
