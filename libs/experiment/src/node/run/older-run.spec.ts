import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Detector } from '@turbo-hoi/core';
import { openPredictor } from '@turbo-hoi/inference/node';
import { temporaryFolder } from '@turbo-hoi/testing';
import type { ExperimentInput } from '../../config/experiment';
import { readResult } from '../result/read-result';
import { evaluateRun } from './evaluate-run';
import { runExperiment } from './run-experiment';

// Training on the slowest backend, on machines with other work to do.
jest.setTimeout(60_000);

// Two steps of a tiny model, written by the version of 2026-11-26 with checkpoint format 2.
const FIXTURE = join(__dirname, '../../testing/__fixtures__/run-of-format-2');
// The losses of four uninterrupted steps of that version.
const LOSSES = [81.56783294677734, 64.44086456298828];

const folder = temporaryFolder();

function copied(name: string): string {
  const run = join(folder, name);
  cpSync(FIXTURE, run, { recursive: true });
  return run;
}

const config = (run: string) =>
  JSON.parse(readFileSync(join(run, 'config.json'), 'utf8')) as ExperimentInput;

test('a run of an older version evaluates to the same scores', async () => {
  const { result } = await evaluateRun(FIXTURE, { backend: 'cpu' });
  const before = readResult(join(FIXTURE, 'result.json'));
  for (const [i, { apAgent, apRole, apKp50 }] of before.stages.entries())
    expect(result.stages[i]).toMatchObject({ apAgent, apRole, apKp50 });
  expect(result.prior.apKp50).toBeCloseTo(before.prior.apKp50!, 2);
});

test("it resumes with the losses of the older version's uninterrupted run", async () => {
  const run = copied('resumed');
  const experiment = config(run);
  const outcome = await runExperiment(
    { ...experiment, training: { ...experiment.training, steps: 4 } },
    { runDir: run, resume: true, backend: 'cpu' },
  );
  expect(outcome).toMatchObject({ status: 'finished', step: 4 });
  const lines = readFileSync(join(run, 'metrics.jsonl'), 'utf8').trim().split('\n');
  const losses = lines.map((line) => (JSON.parse(line) as { loss: number }).loss);
  expect(losses).toHaveLength(4);
  // Dropout draws other masks since then, which changes the losses by less than a thousandth.
  losses.slice(2).forEach((loss, i) => expect(Math.abs(loss / LOSSES[i] - 1)).toBeLessThan(2e-3));
});

test('it predicts', async () => {
  const detector: Detector = {
    propose: async () => ({
      boxes: Float32Array.of(2, 2, 14, 22),
      scores: Float32Array.of(0.9),
      classes: Int32Array.of(0),
    }),
  };
  const predictor = await openPredictor({ run: FIXTURE, detector, minActionScore: 0 });
  const image = { width: 32, height: 32, data: new Uint8Array(3 * 32 * 32) };
  const { detections, stages } = await predictor.predict(image);
  expect(detections).toHaveLength(1);
  expect(stages).toHaveLength(3);
  predictor.dispose();
});

test('a checkpoint of an unknown format is refused in one message that names both formats', async () => {
  const run = copied('newer');
  const path = join(run, 'checkpoints/step-000002/state.json');
  const state = JSON.parse(readFileSync(path, 'utf8')) as object;
  writeFileSync(path, JSON.stringify({ ...state, format: 99 }));
  const message =
    /step-000002: state.json has format 99, expected 1 or 2\. Read it with the version/;
  await expect(evaluateRun(run, { backend: 'cpu' })).rejects.toThrow(message);
  const resumed = runExperiment(config(run), { runDir: run, resume: true, backend: 'cpu' });
  await expect(resumed).rejects.toThrow(message);
});
