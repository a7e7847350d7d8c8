import { inProcessRanks } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { compareWeights } from './compare-weights';
import { shareTensors } from './share-tensors';

afterEach(() => tf.disposeVariables());

const weights = (...values: number[]) =>
  new Map(values.map((value, i) => [`fc${i}.bias`, tf.tensor1d([value, 1])]));

it('equal weights pass; another one is named with its rank on every rank', async () => {
  const compare = (values: (rank: number) => Map<string, tf.Tensor>) =>
    Promise.all(
      inProcessRanks(3).map((ranks) =>
        compareWeights(ranks, values(ranks.rank), 100).then(
          () => 'equal',
          ({ message }: Error) => message,
        ),
      ),
    );
  expect(await compare(() => weights(1, 2, 3))).toEqual(['equal', 'equal', 'equal']);
  const messages = await compare((rank) => weights(1, 2, rank === 1 ? 3 + 2 ** -20 : 3));
  expect(new Set(messages).size).toBe(1);
  expect(messages[0]).toMatch(/^After step 100 rank 1 of 3 has another fc2.bias than rank 0: /);
  const more = await compare((rank) => weights(1, rank === 2 ? 0 : 2, rank === 2 ? 0 : 3));
  expect(more[0]).toMatch(
    /^After step 100 rank 2 of 3 has another fc1.bias and 1 more than rank 0/,
  );
});

it('other ranks receive the tensors of rank 0, empty ones and none at all included', async () => {
  const own = new Map<string, tf.Tensor>([
    ['a', tf.tensor2d([[1, 2.5]])],
    ['none', tf.zeros([0, 4])],
  ]);
  const [first, second] = await Promise.all(
    inProcessRanks(2).map((ranks) => shareTensors(ranks, ranks.rank === 0 ? own : new Map())),
  );
  expect(first.size).toBe(0);
  expect([...second]).toEqual([
    ['a', { shape: [1, 2], data: Float32Array.of(1, 2.5) }],
    ['none', { shape: [0, 4], data: new Float32Array(0) }],
  ]);
  const nothing = await Promise.all(
    inProcessRanks(2).map((ranks) => shareTensors(ranks, new Map())),
  );
  expect(nothing.map(({ size }) => size)).toEqual([0, 0]);
});
