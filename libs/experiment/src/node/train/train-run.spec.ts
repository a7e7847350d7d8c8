import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChosenBackend } from '@turbo-hoi/backends';
import { configHash } from '@turbo-hoi/checkpoints';
import { findCheckpoint } from '@turbo-hoi/checkpoints/node';
import { composeExperiment } from '../compose/compose-experiment';
import { createRunContainer } from '../compose/run-container';
import { runObserver } from '../../progress/run-observer';
import { parseExperiment } from '../../config/parse-experiment';
import { runFiles } from '../run-folder/run-folder';
import { temporaryFolder, tinyExperiment } from '@turbo-hoi/testing';
import { trainRun } from './train-run';

// Training on the slowest backend, on machines with other work to do.
jest.setTimeout(60_000);

const folder = temporaryFolder();
const backend: ChosenBackend = { name: 'cpu', device: 'test', version: '0', notes: [] };
let notified: string[];
let whole: Awaited<ReturnType<typeof run>>;

beforeAll(async () => {
  notified = [];
  whole = await run('whole');
});
beforeEach(() => (notified = []));

interface RunOptions {
  readonly resume?: boolean;
  readonly more?: object;
  /** Aborts after this step. */
  readonly stopAfter?: number;
}

async function run(name: string, { resume = false, more, stopAfter }: RunOptions = {}) {
  const experiment = parseExperiment({ ...tinyExperiment, ...more }, 'test');
  const composed = await composeExperiment(await createRunContainer([]), experiment);
  const files = runFiles(join(folder, name));
  const controller = new AbortController();
  const { signal } = controller;
  const observer = runObserver({
    notify: (line) => notified.push(line),
    onStep: ({ step }) => {
      if (step === stopAfter) controller.abort();
    },
  });
  const outcome = await trainRun({ composed, files, resume, backend, signal, observer });
  return { outcome, files };
}

const losses = (path: string) =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { step: number; loss: number })
    .map(({ step, loss }) => [step, loss]);

test('a run writes config, metrics, the last checkpoint, result and report', () => {
  const { outcome, files } = whole;
  expect(readdirSync(files.folder).sort()).toEqual([
    'checkpoints',
    'config.json',
    'events',
    'metrics.jsonl',
    'report.html',
    'result.json',
  ]);
  expect(readdirSync(files.checkpoints)).toEqual(['step-000004']);
  expect(JSON.parse(readFileSync(files.config, 'utf8')).stem).toMatchObject({ widths: [2, 2, 2] });
  const result = JSON.parse(readFileSync(files.result, 'utf8'));
  expect(result).toEqual(outcome.result);
  expect(result).toMatchObject({ backend: 'cpu', seed: 0, steps: 4, initial: { stage: 0 } });
  expect(result.stages.map((scores: { stage: number }) => scores.stage)).toEqual([1, 2]);
  expect(losses(files.metrics)).toHaveLength(4);
  expect(readFileSync(files.report, 'utf8')).toContain('tiny');
});

test('finds its checkpoint by the run folder and by the checkpoint folder', async () => {
  const { files } = whole;
  const path = join(files.checkpoints, 'step-000004');
  expect(await findCheckpoint(files.folder)).toEqual({ path, runFolder: files.folder });
  expect(await findCheckpoint(path)).toEqual({ path, runFolder: files.folder });
  await expect(findCheckpoint(files.checkpoints)).rejects.toThrow('holds no checkpoint; expected');
  await expect(findCheckpoint(join(folder, 'absent'))).rejects.toThrow('does not exist; expected');
});

test('an interrupted and resumed run has the losses of an uninterrupted one', async () => {
  const { outcome, files } = await run('stopped', { stopAfter: 1 });
  expect(outcome).toEqual({ step: 1, result: null });
  expect(existsSync(files.result)).toBe(false);
  expect(readdirSync(files.checkpoints)).toEqual(['step-000001']);
  expect((await run('stopped', { resume: true })).outcome.step).toBe(4);
  expect(notified).toEqual(['Resuming after step 1.']);
  expect(losses(files.metrics)).toEqual(losses(whole.files.metrics));
});

test('a run without a checkpoint yet starts over', async () => {
  mkdirSync(join(folder, 'early'));
  const { outcome } = await run('early', { resume: true });
  expect(outcome.step).toBe(4);
  expect(notified).toEqual(['There is no checkpoint yet: starting at step 1.']);
});

test('resumes a run of a version with fewer fields', async () => {
  const { files } = await run('older', { stopAfter: 1 });
  const path = join(files.checkpoints, 'step-000001/state.json');
  const state = JSON.parse(readFileSync(path, 'utf8'));
  delete state.config.sampling.accumulate;
  delete state.config.objectBranch.kind;
  delete state.config.initialPose.kind;
  for (const { pose } of [{ pose: state.config.initialPose }, ...state.config.stages]) {
    delete pose.coarseScale;
    delete pose.jointScale;
  }
  writeFileSync(path, JSON.stringify({ ...state, configHash: configHash(state.config) }));
  expect((await run('older', { resume: true })).outcome.step).toBe(4);
  expect(losses(files.metrics)).toEqual(losses(whole.files.metrics));
});

test('a checkpoint of another experiment is refused', async () => {
  const changed = run('whole', {
    resume: true,
    more: { stages: tinyExperiment.stages.slice(1), seed: 3 },
  });
  await expect(changed).rejects.toThrow(
    /step-000004 belongs to another experiment: its seed, stages\[1\] cannot change within a run/,
  );
  expect(existsSync(join(folder, 'whole/run.lock'))).toBe(false);
});
