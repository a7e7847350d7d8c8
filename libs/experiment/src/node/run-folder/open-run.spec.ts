import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSyntheticDataset, syntheticSchema } from '@turbo-hoi/datasets';
import { writeVcocoFolder } from '@turbo-hoi/datasets/node';
import { findCheckpoint } from '@turbo-hoi/checkpoints/node';
import { temporaryFolder, tinyExperiment } from '@turbo-hoi/testing';
import { trainTinyRun } from '../../testing/tiny-run';
import { evaluateRun } from '../run/evaluate-run';
import { runExperiment } from '../run/run-experiment';
import { openRun } from './open-run';

// Training on the slowest backend, on machines with other work to do.
jest.setTimeout(60_000);

const folder = temporaryFolder();
const [run, data] = [join(folder, 'run'), join(folder, 'data')];

beforeAll(async () => {
  await writeData();
  await trainTinyRun(run, { dataset: { kind: 'vcoco', root: data } });
});

async function writeData() {
  const options = { size: 32, train: 4, validation: 1, test: 2 };
  const dataset = createSyntheticDataset(syntheticSchema.parse(options));
  await writeVcocoFolder(dataset, ['train', 'validation', 'test'], data);
}

/** Changes the metadata of the run's newest checkpoint. */
async function rewrite(change: (state: Record<string, unknown>) => object): Promise<() => void> {
  const { path } = await findCheckpoint(run);
  const file = join(path, 'state.json');
  const before = readFileSync(file, 'utf8');
  writeFileSync(file, JSON.stringify(change(JSON.parse(before))));
  return () => writeFileSync(file, before);
}

interface Info {
  readonly actions: { readonly actions: readonly { readonly name: string }[] };
}

/** The run as if its data set had another name for the first action. */
const renamed = (state: Record<string, unknown>) => {
  const dataset = state.dataset as Info;
  const [first, ...rest] = dataset.actions.actions;
  const actions = [{ ...first, name: 'juggle' }, ...rest];
  return { ...state, dataset: { ...dataset, actions: { ...dataset.actions, actions } } };
};

const withoutInfo = (state: Record<string, unknown>) => ({
  ...state,
  dataset: undefined,
  format: 1,
});

test('a checkpoint records its data set, which is not opened', async () => {
  const { composed, state } = await openRun(run);
  expect(composed.dataset.info).toEqual(state.dataset);
  expect(composed.dataset.info.objectClasses).toContain('tennis racket');
  expect(composed.dataset.split('train').size).toBe(0);
  const opened = await openRun(run, { images: true });
  expect(opened.composed.dataset.info).toEqual(state.dataset);
  expect(opened.composed.dataset.split('train').size).toBe(4);
});

test('an older checkpoint opens if its data set is available', async () => {
  const undo = await rewrite(withoutInfo);
  const { composed } = await openRun(run);
  expect(composed.dataset.info.objectClasses).toContain('tennis racket');
  undo();
});

test("evaluation and training refuse data with another vocabulary than the run's", async () => {
  const undo = await rewrite(renamed);
  const message =
    /step-000001 was trained on another data set .* differ in actions \(1 is "juggle" there and "hold" here\)/;
  await expect(evaluateRun(run, { backend: 'cpu' })).rejects.toThrow(message);
  await expect(resume()).rejects.toThrow(message);
  undo();
});

function resume() {
  const dataset = { kind: 'vcoco', root: data };
  const experiment = { ...tinyExperiment, dataset, training: { steps: 2 } };
  return runExperiment(experiment, { runDir: run, resume: true, backend: 'cpu' });
}

test('a run opens without its data set, unless images are needed', async () => {
  rmSync(data, { recursive: true });
  const { loadModel } = await openRun(run);
  const { model } = await loadModel('cpu', () => undefined);
  expect(model.dataset.objectClasses).toContain('tennis racket');
  model.dispose();
  await expect(openRun(run, { images: true })).rejects.toThrow(/data/);
  const undo = await rewrite(withoutInfo);
  await expect(openRun(run)).rejects.toThrow(
    /has no V-COCO label file[^]*\n.*step-000001 has no record of its data set.*has to be where it was\.$/,
  );
  undo();
});
