import { createRng } from '@turbo-hoi/core';
import { expectClose } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { adam } from '../optimizers/adam';
import { addingReducers } from '../testing/adding-reducers';
import { tinyRun, TinyModel } from '../testing/tiny-run';
import { microStepsOf } from './micro-steps';
import { train, type TrainOptions } from './train';

const STEPS = 5;

/** Runs on batches of one row each, `accumulate` of them a step. */
async function weightsOf(options: Partial<TrainOptions<unknown>>): Promise<number[]> {
  const model = new TinyModel(createRng(1));
  const optimizer = adam.create({ beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 }, {});
  const run = tinyRun(model, optimizer, STEPS);
  const { first, count } = microStepsOf(4, options.shard);
  await train({
    ...run,
    ...options,
    // Micro-step m of step s uses batch 10·s + m on any worker.
    batchAt: (step) =>
      Promise.all(Array.from({ length: count }, (_, i) => run.batchAt(10 * step + first + i))),
    loss: (batches, context, microStep) =>
      run.loss((batches as Awaited<ReturnType<typeof run.batchAt>>[])[microStep], context, 0),
    accumulate: 4,
  });
  const values = [...model.trainable.values()].flatMap((weight) => [...weight.dataSync()]);
  optimizer.dispose();
  model.dispose();
  return values;
}

test('two workers that add gradients up train like one worker with two micro-steps', async () => {
  const before = tf.memory().numTensors;
  const alone = await weightsOf({});
  const reducers = addingReducers(2);
  const [a, b] = await Promise.all(
    reducers.map((reducer, rank) => weightsOf({ reducer, shard: { rank, of: 2 } })),
  );
  expect(a).toEqual(b);
  expectClose(a, alone, { absolute: 1e-6, relative: 1e-6 });
  expect(tf.memory().numTensors).toBe(before);
});
