import { createRng } from '@turbo-hoi/core';
import { shuffledIndices } from './shuffled-indices';

describe('shuffledIndices', () => {
  const steps = (count: number, size = 10, batch = 4) =>
    Array.from({ length: count }, (_, step) => shuffledIndices(size, batch, step, createRng(3)));

  it('covers every epoch exactly once, also when batches cross its end', () => {
    const indices = steps(5).flat();
    expect(indices.slice(0, 10).sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(indices.slice(10, 20).sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('uses a new order for each epoch', () => {
    const indices = steps(5).flat();
    expect(indices.slice(0, 10)).not.toEqual(indices.slice(10, 20));
  });

  it('depends on the step alone, not on the steps before or on draws from the generator', () => {
    const rng = createRng(3);
    rng.next();
    expect(shuffledIndices(10, 4, 4, rng)).toEqual(steps(5)[4]);
  });

  it('repeats samples where a batch is larger than the set', () => {
    expect(shuffledIndices(1, 3, 0, createRng(0))).toEqual([0, 0, 0]);
  });

  it('refuses an empty set', () => {
    expect(() => shuffledIndices(0, 4, 0, createRng(0))).toThrow(/0 samples/);
  });
});
