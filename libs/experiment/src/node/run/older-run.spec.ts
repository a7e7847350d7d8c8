import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Detector } from '@turbo-hoi/core';
import { openPredictor } from '@turbo-hoi/inference/node';
import { expectClose, temporaryFolder } from '@turbo-hoi/testing';
import { SYNTHETIC_INFO } from '@turbo-hoi/datasets';
import { parseStored } from '../../config/parse-stored';
import { evaluateRun } from './evaluate-run';
import { runExperiment } from './run-experiment';

// Training on the slowest backend, on machines with other work to do.
jest.setTimeout(60_000);

// Two steps of a tiny model, written by the version of 2026-11-26 with checkpoint format 2 on version 1 of the embedded data set.
const FIXTURE = join(__dirname, '../../testing/__fixtures__/run-of-format-2');

const folder = temporaryFolder();

function copied(name: string): string {
  const run = join(folder, name);
  cpSync(FIXTURE, run, { recursive: true });
  return run;
}

/** The run as if trained on the images of this version. */
function ofThisWorld(name: string): string {
  const run = copied(name);
  const path = join(run, 'checkpoints/step-000002/state.json');
  const state = JSON.parse(readFileSync(path, 'utf8')) as { dataset: object };
  const dataset = { ...state.dataset, version: SYNTHETIC_INFO.version };
  writeFileSync(path, JSON.stringify({ ...state, dataset }));
  return run;
}

const config = (run: string) =>
  parseStored(JSON.parse(readFileSync(join(run, 'config.json'), 'utf8')), run);

test('images of another version are refused in one message', async () => {
  const message = /was trained on version 1 of the data set "synthetic", and this is version \d/;
  await expect(evaluateRun(FIXTURE, { backend: 'cpu' })).rejects.toThrow(message);
  const run = copied('other-world');
  const resumed = runExperiment(config(run), { runDir: run, resume: true, backend: 'cpu' });
  await expect(resumed).rejects.toThrow(message);
});

test('a run of an older version evaluates', async () => {
  const { result } = await evaluateRun(ofThisWorld('evaluated'), { backend: 'cpu' });
  expect(result.stages).toHaveLength(2);
  for (const { apAgent } of result.stages) expect(apAgent).toBeGreaterThanOrEqual(0);
});

test('it resumes with the losses of its time', async () => {
  const run = ofThisWorld('resumed');
  const experiment = config(run);
  expect(experiment.stages[0].hoi).toMatchObject({ actionLoss: 'mean' });
  const outcome = await runExperiment(
    { ...experiment, training: { ...experiment.training, steps: 4 } },
    { runDir: run, resume: true, backend: 'cpu' },
  );
  expect(outcome).toMatchObject({ status: 'finished', step: 4 });
  const lines = readFileSync(join(run, 'metrics.jsonl'), 'utf8').trim().split('\n');
  expect(lines).toHaveLength(4);
});

test('it predicts what its version did', async () => {
  const detector: Detector = {
    propose: async () => ({
      boxes: Float32Array.of(2, 2, 14, 22),
      scores: Float32Array.of(0.9),
      classes: Int32Array.of(0),
    }),
  };
  const predictor = await openPredictor({ run: FIXTURE, detector, minActionScore: 0 });
  const data = Uint8Array.from({ length: 3 * 32 * 32 }, (_, i) => (7 * i) % 251);
  const { stages } = await predictor.predict({ width: 32, height: 32, data });
  predictor.dispose();
  const [{ keypoints }] = stages[2].poses!;
  // As computed on 2026-11-29, before the embedded data set changed.
  const [nose, rightAnkle] = [keypoints.slice(0, 3), keypoints.slice(48)];
  expectClose([...nose], [3.4555607, 4.4507666, 0.0247369], { absolute: 1e-4 });
  expectClose([...rightAnkle], [10.0633564, 8.2503215, 0.0299565], { absolute: 1e-4 });
  const walks = stages[2].triplets!.find(({ action }) => action === 'walk')!;
  expect(walks.actionScore).toBeCloseTo(0.0214687437, 6);
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
