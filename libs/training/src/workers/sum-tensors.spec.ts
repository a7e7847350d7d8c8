import { inProcessRanks } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { shapesOf, TensorSum } from './sum-tensors';

it.each([1, 3, 1000])('sums tensors over ranks in buckets of %d numbers', async (limit) => {
  const before = tf.memory().numTensors;
  const sums = await Promise.all(
    inProcessRanks(3).map(async (ranks) => {
      const own = new Map<string, tf.Tensor>([
        ['a', tf.tensor2d([[1, 2 * ranks.rank]])],
        ['b', tf.scalar(ranks.rank)],
      ]);
      // The same memory under two names, as gradients of an addition have it.
      own.set('c', own.get('b')!.clone());
      const sum = new TensorSum(ranks, shapesOf(own), limit);
      // Rank 2 has no gradient of b.
      if (ranks.rank === 2) own.get('b')!.dispose();
      if (ranks.rank === 2) own.delete('b');
      const result = await sum.of(own);
      const values = [...result].map(([name, { shape }]) => [
        name,
        shape,
        [...result.get(name)!.dataSync()],
      ]);
      tf.dispose([...own.values(), ...result.values()]);
      return values;
    }),
  );
  for (const values of sums) {
    expect(values).toEqual([
      ['a', [1, 2], [3, 6]],
      ['b', [], [1]],
      ['c', [], [3]],
    ]);
  }
  expect(tf.memory().numTensors).toBe(before);
});
