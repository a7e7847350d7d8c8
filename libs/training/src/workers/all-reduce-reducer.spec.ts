import { type Communicator, createRng } from '@turbo-hoi/core';
import { inProcessRanks } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { microStepsOf } from '../loop/micro-steps';
import { train, type TrainOptions } from '../loop/train';
import { adam } from '../optimizers/adam';
import { type TinyBatch, TinyModel, tinyRun } from '../testing/tiny-run';
import { allReduceReducer } from './all-reduce-reducer';

const STEPS = 6;

/** A model with a running mean of its inputs, which its loss depends on. */
async function trained(
  ranks: Communicator | null,
  more: Partial<TrainOptions<TinyBatch[]>> = {},
  signal = new AbortController().signal,
) {
  const model = new TinyModel(createRng(1));
  const mean = tf.tidy(() => tf.variable(tf.scalar(0), false));
  const statistics = new Map([['mean', mean]]);
  const optimizer = adam.create({ beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 }, {});
  const run = tinyRun(model, optimizer, STEPS);
  const options = { parameters: model.trainable, statistics, signal };
  const reducer = ranks ? allReduceReducer(ranks, options) : undefined;
  const shard = ranks ? { rank: ranks.rank, of: ranks.size } : undefined;
  const { first, count } = microStepsOf(4, shard);
  const losses: number[] = [];
  const { step } = await train<TinyBatch[]>({
    ...run,
    statistics,
    batchAt: (step) =>
      Promise.all(Array.from({ length: count }, (_, i) => run.batchAt(10 * step + first + i))),
    loss: (batches, context, microStep) => {
      const batch = batches[microStep];
      const report = run.loss(batch, context, 0);
      const total = tf.add<tf.Scalar>(report.total, mean);
      mean.assign(tf.add(tf.mul(mean, 0.9), tf.mul(tf.mean(tf.tensor1d(batch.inputs)), 0.1)));
      return { ...report, total };
    },
    accumulate: 4,
    reducer,
    shard,
    signal: reducer?.signal ?? signal,
    onStep: ({ loss }) => void losses.push(loss),
    ...more,
  });
  const weights = [...model.trainable.values(), mean].flatMap((one) => [...one.dataSync()]);
  optimizer.dispose();
  model.dispose();
  mean.dispose();
  return { weights, losses, step };
}

test.each([2, 4])('%d ranks train like one process, running means included', async (size) => {
  const before = tf.memory().numTensors;
  const alone = await trained(null);
  const all = await Promise.all(inProcessRanks(size).map((ranks) => trained(ranks)));
  for (const { weights, losses } of all) {
    expect(weights).toEqual(all[0].weights);
    expect(losses).toEqual(all[0].losses);
    // With one micro-step a rank nothing is added in another order.
    if (size === 4)
      expect({ weights, losses }).toEqual({ weights: alone.weights, losses: alone.losses });
    weights.forEach((value, i) => expect(value).toBeCloseTo(alone.weights[i], 5));
  }
  expect(tf.memory().numTensors).toBe(before);
});

test('the signal of one rank stops all after the same step', async () => {
  const stop = new AbortController();
  const all = await Promise.all(
    inProcessRanks(2).map((ranks) =>
      ranks.rank === 1
        ? trained(ranks, { onStep: ({ step }) => void (step === 2 && stop.abort()) }, stop.signal)
        : trained(ranks),
    ),
  );
  expect(all.map(({ step }) => step)).toEqual([3, 3]);
});

test('a loss that is not finite on one rank is an error on all', async () => {
  const failures = await Promise.all(
    inProcessRanks(2).map((ranks) => {
      const batchAt = async () =>
        [0, 1].map(() => ({
          inputs: new Float32Array(32).fill(ranks.rank === 1 ? Infinity : 1),
          targets: new Float32Array(8),
        }));
      return trained(ranks, { batchAt }).catch((error: Error) => error);
    }),
  );
  for (const error of failures) {
    expect(error).toMatchObject({
      kind: 'non-finite',
      message: expect.stringContaining('Step 1: the loss is NaN (stage1.error = NaN)'),
    });
  }
});
