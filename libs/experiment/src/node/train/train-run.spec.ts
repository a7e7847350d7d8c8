import { SINGLE_PROCESS } from '@turbo-hoi/mpi';
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
import { readValidation } from '../validation/validation-files';
import { trainRun } from './train-run';

// Training on the slowest backend, on machines with other work to do.
jest.setTimeout(120_000);

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
  const outcome = await trainRun({
    composed,
    files,
    resume,
    backend,
    signal,
    observer,
    communicator: SINGLE_PROCESS,
  });
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

describe('validation while training', () => {
  const validated = (validateEvery: number | null, more: object = {}) => ({
    dataset: { ...tinyExperiment.dataset, validation: 3 },
    training: { ...tinyExperiment.training, validateEvery, validationImages: 2, ...more },
  });
  const stepsOf = (files: ReturnType<typeof runFiles>) =>
    readValidation(files).map(({ step }) => step);
  const weights = (files: ReturnType<typeof runFiles>) =>
    readFileSync(join(files.checkpoints, 'step-000004/model.safetensors')).toString('base64');

  test('leaves every loss and every weight as it is, and every trace where it belongs', async () => {
    const plain = (await run('not validated', { more: validated(null) })).files;
    const { files } = await run('validated', { more: validated(1) });
    expect(losses(files.metrics)).toEqual(losses(plain.metrics));
    expect(weights(files)).toBe(weights(plain));
    // Not at the last step, where the evaluation of the run follows.
    expect(stepsOf(files)).toEqual([1, 2, 3]);
    expect(readValidation(files)[0]).toMatchObject({
      images: 2,
      stages: [{ stage: 0 }, { stage: 1 }, { stage: 2 }],
      prior: { apAgent: expect.any(Number) },
    });
    expect(notified).toEqual([
      expect.stringMatching(
        /^step 1: validation \(2 images\): agent \d+\.\d, .*\(stage 2\); prior agent/,
      ),
      expect.stringMatching(/^step 2: /),
      expect.stringMatching(/^step 3: /),
    ]);
    const pictures = readdirSync(files.validationPictures);
    expect(pictures).toEqual(['step-000001.png', 'step-000002.png', 'step-000003.png']);
    expect(readFileSync(files.report, 'utf8')).toContain('id="validation"');
    const events = readdirSync(files.events).map((name) => readFileSync(join(files.events, name)));
    expect(Buffer.concat(events).toString('latin1')).toContain('validation/stage2/apAgent');
    expect(existsSync(plain.validation)).toBe(false);
    expect(readFileSync(plain.report, 'utf8')).not.toContain('id="validation"');
  });

  test('a stopped run has no validation of its last step, and a resumed one makes up for it', async () => {
    const more = validated(2);
    const { files, outcome } = await run('validation stopped', { more, stopAfter: 2 });
    expect(outcome).toEqual({ step: 2, result: null });
    expect(stepsOf(files)).toEqual([]);
    notified = [];
    await run('validation stopped', { more: validated(1), resume: true });
    expect(stepsOf(files)).toEqual([2, 3]);
    expect(notified[1]).toMatch(/^step 2: validation/);
    const whole = (await run('validation whole', { more: validated(1) })).files;
    expect(readValidation(whole).slice(1)).toEqual(readValidation(files));
  });

  test('is left out with a line where the split has no images', async () => {
    const dataset = { ...tinyExperiment.dataset, validation: 0 };
    const { files } = await run('no validation', { more: { ...validated(1), dataset } });
    expect(notified).toEqual([
      'The validation split has no images: there is no validation while training.',
    ]);
    expect(existsSync(files.validation)).toBe(false);
  });
});
