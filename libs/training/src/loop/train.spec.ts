import { createRng, type TurboHoiError } from '@turbo-hoi/core';
import * as tf from '@tensorflow/tfjs';
import { sgdRule } from '../optimizers/sgd';
import { elementwiseOptimizer } from '../optimizers/elementwise-optimizer';
import { TinyModel, tinyRun } from '../testing/tiny-run';
import { type StepRecord, train, type TrainOptions } from './train';

const options = { momentum: 0.9, weightDecay: 1e-4, nesterov: false, decay: 'all' } as const;

/** A run of the tiny model that records its steps and checkpoints. */
function start(steps: number) {
  const model = new TinyModel(createRng(1));
  const optimizer = elementwiseOptimizer(sgdRule(options));
  const [records, checkpoints, tensors]: [StepRecord[], number[], number[]] = [[], [], []];
  const run: TrainOptions<never> = {
    ...(tinyRun(model, optimizer, steps) as TrainOptions<never>),
    onStep: (record) => {
      records.push(record);
      tensors.push(tf.memory().numTensors);
    },
    checkpoint: async (step) => void checkpoints.push(step),
  };
  return { run, model, optimizer, records, checkpoints, tensors };
}

it('lowers the loss, step by step from 1, without a leak', async () => {
  const { run, records, checkpoints, tensors } = start(40);
  expect(await train(run)).toEqual({ step: 40, stopped: false });
  expect(records.map(({ step }) => step)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
  const mean = (from: number) =>
    records.slice(from, from + 5).reduce((sum, { loss }) => sum + loss / 5, 0);
  expect(mean(35)).toBeLessThan(0.6 * mean(0));
  expect(new Set(tensors.slice(1)).size).toBe(1);
  expect(checkpoints).toEqual([40]);
  const [first] = records;
  expect(Object.keys(first.parts)).toEqual(['stage1.error', 'stage2.size']);
  expect(first.loss).toBeCloseTo(
    first.parts['stage1.error'] + 0.01 * first.parts['stage2.size'],
    5,
  );
});

it('splits a step into micro-steps, each with its own randomness', async () => {
  const { run, records } = start(2);
  const drawn: number[] = [];
  const parts: number[] = [];
  await train({
    ...run,
    accumulate: 3,
    loss: (batch, context, microStep) => {
      drawn.push(context.rng.fork('probe').next());
      const report = run.loss(batch, context, microStep);
      parts.push(report.parts[0].value.dataSync()[0]);
      return report;
    },
  });
  expect(new Set(drawn).size).toBe(6);
  records.forEach((record, step) => {
    const own = parts.slice(3 * step, 3 * step + 3);
    expect(record.parts['stage1.error']).toBeCloseTo((own[0] + own[1] + own[2]) / 3, 5);
  });
});

it('requests the next batch while a step is on the device', async () => {
  const { run } = start(3);
  const events: string[] = [];
  await train({
    ...run,
    batchAt: (step) => {
      events.push(`batch ${step}`);
      return run.batchAt(step);
    },
    onStep: ({ step }) => void events.push(`step ${step}`),
  });
  expect(events).toEqual(['batch 1', 'batch 2', 'step 1', 'batch 3', 'step 2', 'step 3']);
});

it('reports the time a step waited for its batch', async () => {
  const { run, records } = start(3);
  const late = async (step: number) => {
    if (step === 2) await new Promise((resolve) => setTimeout(resolve, 60));
    return run.batchAt(step);
  };
  await train({ ...run, batchAt: late });
  const [first, second, third] = records;
  expect(second.waiting).toBeGreaterThan(0.04);
  expect(second.waiting).toBeLessThanOrEqual(second.seconds);
  expect(first.waiting + third.waiting).toBeLessThan(0.04);
});

it('writes checkpoints at the configured interval and once at the end', async () => {
  const { run, checkpoints } = start(5);
  await train({ ...run, checkpointEvery: 2 });
  expect(checkpoints).toEqual([2, 4, 5]);
  await train({ ...run, start: 2, steps: 4, checkpointEvery: 2 });
  expect(checkpoints).toEqual([2, 4, 5, 4]);
});

it('finishes the step and writes a checkpoint when the signal aborts', async () => {
  const { run, records, checkpoints } = start(9);
  const stop = new AbortController();
  // Timers and signals run although everything here resolves at once.
  const outcome = train({
    ...run,
    signal: stop.signal,
    onStep: (record) => {
      records.push(record);
      if (record.step === 3) setImmediate(() => stop.abort());
    },
  });
  expect(await outcome).toEqual({ step: expect.any(Number), stopped: true });
  expect(records.length).toBeGreaterThanOrEqual(3);
  expect(records.length).toBeLessThan(9);
  expect(checkpoints).toEqual([records.length]);
});

it('does not wait for the batch of a step that has not begun when the signal aborts', async () => {
  const { run, records, checkpoints } = start(9);
  const stop = new AbortController();
  const batchAt = (step: number) => {
    if (step < 3) return run.batchAt(step);
    setImmediate(() => stop.abort());
    return new Promise<never>(() => undefined);
  };
  const outcome = await train({ ...run, signal: stop.signal, batchAt });
  expect(outcome).toEqual({ step: 2, stopped: true });
  expect(records).toHaveLength(2);
  expect(checkpoints).toEqual([2]);
});

it('does nothing when it is stopped before it starts or no step is left', async () => {
  const { run, records, checkpoints } = start(4);
  expect(await train({ ...run, signal: AbortSignal.abort() })).toEqual({ step: 0, stopped: true });
  expect(await train({ ...run, start: 4 })).toEqual({ step: 4, stopped: false });
  expect([records, checkpoints]).toEqual([[], []]);
});

it('throws the error of the batch provider', async () => {
  const { run, records } = start(9);
  const batchAt = (step: number) =>
    step === 3 ? Promise.reject(new Error('no image 3')) : run.batchAt(step);
  await expect(train({ ...run, batchAt })).rejects.toThrow('no image 3');
  expect(records).toHaveLength(2);
});

it('stops at a loss that is not finite, names the part and changes nothing', async () => {
  const { run, model, optimizer, records, checkpoints } = start(9);
  const numbers = () =>
    [...model.entries.values(), ...optimizer.state().values()].map((t) => [...t.dataSync()]);
  let before: number[][] = [];
  const failing: TrainOptions<never> = {
    ...run,
    onStep: (record) => {
      records.push(record);
      before = numbers();
    },
    loss: (...args) => {
      const report = run.loss(...args);
      if (records.length < 2) return report;
      const value = report.parts[0].value.mul(NaN) as tf.Scalar;
      return {
        total: report.total.add(value),
        parts: [report.parts[1], { ...report.parts[0], value }],
      };
    },
  };
  const error: TurboHoiError = await train(failing).catch((e) => e);
  expect(error).toMatchObject({ kind: 'non-finite', exitCode: 1 });
  expect(error.message).toMatch(/^Step 3: the loss is NaN \(stage1\.error = NaN\)\. Nothing was/);
  expect(numbers()).toEqual(before);
  expect(checkpoints).toEqual([]);
});
