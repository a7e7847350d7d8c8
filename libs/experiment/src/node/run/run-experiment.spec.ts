import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ATTENTION_MASKS, definePlugin } from '@turbo-hoi/core';
import { temporaryFolder, tinyExperiment } from '@turbo-hoi/testing';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { defineExperiment } from '../../config/experiment';
import { evaluateRun } from './evaluate-run';
import { runExperiment } from './run-experiment';

// Training on the slowest backend, on machines with other work to do.
jest.setTimeout(60_000);

const folder = temporaryFolder();
const experiment = defineExperiment({ ...tinyExperiment, training: { steps: 2 } });

test('trains and evaluates an experiment, whose folder evaluates to the same result', async () => {
  const steps: number[] = [];
  const runDir = join(folder, 'whole');
  const outcome = await runExperiment(experiment, {
    runDir,
    backend: 'cpu',
    onStep: ({ step }) => steps.push(step),
  });
  expect(steps).toEqual([1, 2]);
  expect(outcome).toMatchObject({ status: 'finished', step: 2, runDir });
  const { result } = await evaluateRun(runDir, { backend: 'cpu' });
  expect(result.stages).toEqual(outcome.result!.stages);
});

test('resumes a stopped run, also for more steps', async () => {
  const runDir = join(folder, 'stopped');
  const controller = new AbortController();
  const stopped = await runExperiment(experiment, {
    runDir,
    backend: 'cpu',
    signal: controller.signal,
    onStep: () => controller.abort(),
  });
  expect(stopped).toEqual({ status: 'stopped', step: 1, runDir, result: null });
  const longer = { ...experiment, training: { steps: 3 } };
  const resumed = await runExperiment(longer, { runDir, resume: true, backend: 'cpu' });
  expect(resumed).toMatchObject({ status: 'finished', step: 3 });
});

test("uses the program's plugins, and stores relative paths as absolute ones", async () => {
  const attend = jest.fn(() => tf.ones([1, 1, 1, 1]) as tf.Tensor4D);
  const ones = definePlugin(ATTENTION_MASKS, {
    kind: 'ones',
    schema: z.strictObject({}),
    create: () => ({ attend }),
  });
  const stages = tinyExperiment.stages.map((stage) => ({ ...stage, mask: { kind: 'ones' } }));
  const runDir = join(folder, 'plugin');
  await runExperiment({ ...experiment, stages }, { runDir, backend: 'cpu', plugins: [ones] });
  expect(attend).toHaveBeenCalled();
  const evaluated = await evaluateRun(runDir, { backend: 'cpu', plugins: [ones] });
  expect(evaluated.result.steps).toBe(2);
  const wrong = evaluateRun(runDir, { plugins: [{ kind: 'x' }] as never });
  await expect(wrong).rejects.toThrow('evaluateRun: plugins[0] is no plugin');
  const started = join(folder, 'started');
  const init = { stem: join(folder, 'whole') };
  await runExperiment({ ...experiment, init }, { runDir: started, backend: 'cpu' });
  expect(JSON.parse(readFileSync(join(started, 'config.json'), 'utf8')).init).toEqual(init);
});

test.each([
  ['a folder that is not empty', { runDir: folder }, 'is not empty'],
  ['a folder without a run', { runDir: join(folder, 'none'), resume: true }, 'is not a run folder'],
])('%s is refused', async (_, options, message) => {
  await expect(runExperiment(experiment, { backend: 'cpu', ...options })).rejects.toThrow(message);
});

test('reports a mistake in the experiment before anything is written', async () => {
  const runDir = join(folder, 'wrong');
  const wrong = { ...experiment, stem: { kind: 'large' } };
  await expect(runExperiment(wrong, { runDir, backend: 'cpu' })).rejects.toThrow('stem.kind');
  expect(existsSync(runDir)).toBe(false);
});

test('a run cannot be shorter than what it has done', async () => {
  const shorter = { ...experiment, training: { steps: 1 } };
  const runDir = join(folder, 'whole');
  const resumed = runExperiment(shorter, { runDir, resume: true, backend: 'cpu' });
  await expect(resumed).rejects.toThrow('training.steps: got 1, but the run has done 2 steps');
});
