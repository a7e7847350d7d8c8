import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findCheckpoint, loadCheckpoint } from '@turbo-hoi/checkpoints/node';
import { inProcessRanks, temporaryFolder, tinyExperiment } from '@turbo-hoi/testing';
import { runExperiment, type RunExperimentOptions } from '../run/run-experiment';

// Training on the slowest backend, on machines with other work to do.
jest.setTimeout(120_000);

const folder = temporaryFolder();
const experiment = {
  ...tinyExperiment,
  // Two batches of evaluation.
  dataset: { ...tinyExperiment.dataset, test: 10 },
  sampling: { images: 2, people: 4, proposals: 4, accumulate: 2 },
  training: { steps: 3, checkpointEvery: 2, compareWeightsEvery: 1 },
};

const run = (name: string, options: Partial<RunExperimentOptions> = {}, more: object = {}) =>
  runExperiment(
    { ...experiment, ...more },
    { runDir: join(folder, name), backend: 'cpu', ...options },
  );

/** Runs with two ranks; both see the same folder. @returns the outcome or error of each */
function ranked(
  name: string,
  of: (rank: number) => { more?: object } & Partial<RunExperimentOptions>,
) {
  return Promise.all(
    inProcessRanks(2).map((communicator) => {
      const { more, ...options } = of(communicator.rank);
      return run(name, { communicator, ...options }, more).catch((error: Error) => error);
    }),
  );
}

async function stateOf(name: string) {
  const { path } = await findCheckpoint(join(folder, name));
  const { parameters, optimizer } = await loadCheckpoint(path);
  return { parameters, optimizer };
}

const losses = (name: string) =>
  readFileSync(join(folder, name, 'metrics.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).loss);

test('two ranks with an image each have the weights, losses and scores of one process with both images', async () => {
  const alone = await run('alone');
  const lines: string[][] = [[], []];
  const outcomes = await ranked('ranks', (rank) => ({ notify: (line) => lines[rank].push(line) }));
  const { backend, stages } = alone.result!;
  for (const outcome of outcomes)
    expect(outcome).toMatchObject({ status: 'finished', step: 3, result: { backend, stages } });
  expect(await stateOf('ranks')).toEqual(await stateOf('alone'));
  expect(losses('ranks')).toEqual(losses('alone'));
  expect(lines[1]).toEqual([]);
});

test('a run goes on with another number of ranks, and says so', async () => {
  await run('resumed', {}, { training: { ...experiment.training, steps: 2 } });
  const lines: string[] = [];
  await ranked('resumed', () => ({ resume: true, notify: (line) => lines.push(line) }));
  expect(await stateOf('resumed')).toEqual(await stateOf('alone'));
  expect(lines).toContain(
    'Resumed by 2 ranks of one process, before by one process: a step has the same 2 micro-steps, whose sum is rounded differently.',
  );
});

test('ranks that differ are refused before anything is written', async () => {
  const errors = await ranked('different', (rank) => ({ more: { seed: rank } }));
  for (const error of errors) {
    expect(error).toMatchObject({
      kind: 'mpi',
      message: expect.stringMatching(/seed is 1 there and 0 on rank 0/),
    });
  }
  expect(() => readFileSync(join(folder, 'different/config.json'))).toThrow('ENOENT');
});

test('a step that does not divide among the ranks is refused', async () => {
  const sampling = { ...experiment.sampling, accumulate: 1 };
  const errors = await ranked('undivided', () => ({ more: { sampling } }));
  for (const error of errors) {
    expect(error).toMatchObject({
      kind: 'config',
      message: expect.stringMatching(/sampling.accumulate is 1/),
    });
  }
});
