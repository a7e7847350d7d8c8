import { createRng } from '@turbo-hoi/core';
import { expectClose, tinyExperiment } from '@turbo-hoi/testing';
import {
  ALONE,
  type Backward,
  type GradientReducer,
  learningRateSchedule,
  toModelBatch,
  train,
} from '@turbo-hoi/training';
import * as tf from '@tensorflow/tfjs';
import { parseExperiment } from '../../config/parse-experiment';
import { composeExperiment } from '../compose/compose-experiment';
import { createRunContainer } from '../compose/run-container';
import { batchSource } from './batch-source';
import type { Worker } from './learn-model';

// Training on the slowest backend, on machines with other work to do.
jest.setTimeout(60_000);

const STEPS = 3;
const experiment = parseExperiment(
  {
    ...tinyExperiment,
    // Running statistics come from each worker's own batches.
    stages: tinyExperiment.stages.map((stage) => ({
      ...stage,
      hoi: { ...stage.hoi, standardize: false },
    })),
    sampling: { images: 2, people: 4, proposals: 4, accumulate: 2 },
  },
  'test',
);

/** The weights after a few steps. */
async function learnt(worker?: Worker): Promise<Map<string, Float32Array>> {
  const composed = await composeExperiment(await createRunContainer([]), experiment);
  const model = composed.buildModel();
  const optimizer = composed.createOptimizer();
  await train({
    loss: (batches, context, microStep) => model.loss(toModelBatch(batches[microStep]), context),
    accumulate: experiment.sampling.accumulate,
    shard: worker,
    reducer: worker?.reducer,
    parameters: model.parameters.trainable(),
    optimizer,
    learningRateAt: learningRateSchedule(experiment.schedule, STEPS),
    batchAt: batchSource(composed, model, worker ?? ALONE),
    rng: createRng(3),
    steps: STEPS,
  });
  const values = new Map(
    [...model.parameters.trainable()].map(([name, variable]) => [
      name,
      variable.dataSync() as Float32Array,
    ]),
  );
  optimizer.dispose();
  model.dispose();
  composed.dispose();
  return values;
}

/** Two reducers that wait for each other and return the mean of both. */
function twoReducers(): GradientReducer[] {
  let first: { own: Backward; resolve: (mean: Backward) => void } | null = null;
  const reduce = (own: Backward) =>
    new Promise<Backward>((resolve) => {
      if (!first) {
        first = { own, resolve };
        return;
      }
      const other = first;
      first = null;
      other.resolve(mean(own, other.own));
      resolve(mean(own, other.own));
    });
  return [{ reduce }, { reduce }];
}

function mean(a: Backward, b: Backward): Backward {
  const half = <T extends tf.Tensor>(x: T, y: T) => tf.div<T>(tf.add<T>(x, y), 2);
  return {
    total: half(a.total, b.total),
    parts: a.parts.map((part, i) => ({ ...part, value: half(part.value, b.parts[i].value) })),
    gradients: new Map(
      [...a.gradients].map(([name, gradient]) => [name, half(gradient, b.gradients.get(name)!)]),
    ),
  };
}

test('two workers with an image each train like one worker with both images', async () => {
  const alone = await learnt();
  const [a, b] = await Promise.all(
    twoReducers().map((reducer, rank) => learnt({ reducer, rank, of: 2 })),
  );
  for (const [name, expected] of alone) {
    expectClose(a.get(name)!, expected, { absolute: 1e-6, relative: 1e-6 });
    expect(b.get(name)).toEqual(a.get(name));
  }
});
