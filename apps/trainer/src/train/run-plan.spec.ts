import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TrainOptions } from './train-options';
import { parseExperiment } from '@turbo-hoi/experiment';
import { runFiles } from '@turbo-hoi/experiment/node';
import { temporaryFolder } from '@turbo-hoi/testing';
import { planRun } from './run-plan';

const folder = temporaryFolder();
const plan = (options: Partial<TrainOptions>) =>
  planRun({ backend: 'auto', setup: true, ...options }, folder);

beforeAll(() => {
  mkdirSync(join(folder, 'configs'));
  writeFileSync(
    join(folder, 'configs/mine.json'),
    JSON.stringify({ seed: 5, training: { steps: 50 }, plugins: ['./mask.cjs', 'some-package'] }),
  );
  const run = runFiles(join(folder, 'run'));
  mkdirSync(run.folder);
  const experiment = parseExperiment({ name: 'old', plugins: ['../configs/mask.cjs'] }, 'test');
  writeFileSync(run.config, JSON.stringify(experiment));
});

test('without options it is turbo-3 in a folder under runs', async () => {
  const { experiment, files, resume } = await plan({});
  expect(experiment.name).toBe('turbo-3');
  expect(files.folder).toMatch(new RegExp(`^${folder}/runs/turbo-3-\\d{8}-\\d{6}$`));
  expect(resume).toBe(false);
});

test('a config file is named by its path; omitted fields have defaults', async () => {
  const { experiment } = await plan({ config: 'configs/mine.json' });
  expect(experiment).toMatchObject({
    name: 'mine',
    seed: 5,
    training: { steps: 50, logEvery: 20 },
  });
});

test('--set overrides the config, a dedicated option overrides --set', async () => {
  const { experiment } = await plan({
    config: 'configs/mine.json',
    set: ['seed=6', 'training.steps=60', 'stages[1].lambdaHoi=2'],
    maxSteps: 70,
  });
  expect(experiment.seed).toBe(6);
  expect(experiment.training.steps).toBe(70);
  expect(experiment.stages[1].lambdaHoi).toBe(2);
});

test.each([
  [20, undefined, 20],
  [20, 'detectorTraining.steps=10', 10],
  [900, undefined, 450],
])('--max-steps %d, %s: the detector is trained for %d steps', async (maxSteps, set, steps) => {
  const { experiment } = await plan({
    maxSteps,
    set: set ? [set] : ['detectorTraining.steps=450'],
  });
  expect(experiment.training.steps).toBe(maxSteps);
  expect(experiment.detectorTraining.steps).toBe(steps);
});

test('--max-steps leaves the detector of a resumed run as it is', async () => {
  const before = (await plan({ resume: 'run' })).experiment.detectorTraining;
  const { experiment } = await plan({ resume: 'run', maxSteps: 1 });
  expect(experiment.detectorTraining).toEqual(before);
});

test('plugin paths are relative to the config or the working directory, and in the run folder to the run', async () => {
  const { experiment, plugins } = await plan({
    config: 'configs/mine.json',
    plugin: ['./more.cjs'],
    runDir: 'out/new',
  });
  expect(plugins.map((request) => request.folder)).toEqual([
    join(folder, 'configs'),
    join(folder, 'configs'),
    folder,
  ]);
  expect(experiment.plugins).toEqual(['../../configs/mask.cjs', 'some-package', '../../more.cjs']);
});

test('planning writes nothing', async () => {
  const { files } = await plan({ runDir: 'untouched' });
  expect(() => readFileSync(files.config)).toThrow('ENOENT');
});

test('a run resumes with the config and the plugins of its folder', async () => {
  const { experiment, files, plugins, resume } = await plan({ resume: 'run' });
  expect(experiment.name).toBe('old');
  expect(files.folder).toBe(join(folder, 'run'));
  expect(plugins[0]).toMatchObject({ spec: '../configs/mask.cjs', folder: join(folder, 'run') });
  expect(resume).toBe(true);
});

test('a run may become longer and change its logging', async () => {
  const { experiment } = await plan({ resume: 'run', maxSteps: 900, set: ['training.logEvery=1'] });
  expect(experiment.training).toMatchObject({ steps: 900, logEvery: 1 });
});

test('setting a value to what the run has is no conflict', async () => {
  await plan({ resume: 'run', seed: 0, set: ['stages[1].mask.kind=separable'] });
});

test('refuses changes that would affect the results of a run', async () => {
  const options = { resume: 'run', seed: 3, set: ['stages[1].mask.kind=none'] };
  await expect(plan(options)).rejects.toThrow(
    '--resume: seed, stages[1].mask.kind cannot change within a run; these can: name, training.steps, ',
  );
});

test('reports a damaged config.json', async () => {
  mkdirSync(join(folder, 'damaged'));
  writeFileSync(join(folder, 'damaged/config.json'), '{"na');
  await expect(plan({ resume: 'damaged' })).rejects.toThrow(
    'damaged/config.json: cannot be read: ',
  );
});

test.each([
  [
    'turbo3',
    'no such config, did you mean "turbo-3"? Built in: annotated, custom, embedded-detector, explicit, gupta-malik, hico, ',
  ],
  ['mine.json', 'there is no file'],
  ['configs', 'is not a config file; expected one of .json, .ts, '],
])('--config %s: %s', async (config, message) => {
  await expect(plan({ config })).rejects.toThrow(`--config ${config}: `);
  await expect(plan({ config })).rejects.toThrow(message);
});

test.each([
  ['list.json', '[]', 'gives []; expected an object'],
  ['text.json', '{"seed"', 'failed to load: '],
  ['throws.cjs', 'throw new Error("oops")', 'failed to load: oops'],
  ['wrong.json', '{"sed": 1}', 'unknown field "sed", did you mean "seed"? Fields here: name, '],
])('a config file %s', async (name, content, message) => {
  writeFileSync(join(folder, name), content);
  await expect(plan({ config: name })).rejects.toThrow(message);
});
