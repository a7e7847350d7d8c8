import { tmpdir } from 'node:os';
import type { ExperimentOptions } from './experiment-options';
import { planCells } from './plan-cells';
import { modelsPlan } from './plans/models-plan';

const options: ExperimentOptions = {
  seeds: 1,
  firstSeed: 4,
  jobs: 1,
  backend: 'auto',
  pictures: false,
};
const plan = modelsPlan(
  [
    { name: 'rival', config: 'gupta-malik' },
    { name: 'pre-trained', config: 'turbo-3', needs: ['init.model'] },
  ],
  { title: '', columns: [] },
);
const cells = (...set: string[]) => planCells(plan, tmpdir(), { ...options, set });

test('a model that has to start from a run is not trained without one', async () => {
  await expect(cells()).rejects.toThrow(
    'init.model of "pre-trained": got none; name it with --set turbo-3:init.model=PATH.',
  );
  await expect(cells('gupta-malik:init.model=runs/a')).rejects.toThrow('"pre-trained"');
});

test('is trained from the run that is named for it alone', async () => {
  const [rival, trained] = await cells('turbo-3:init.model=runs/a');
  expect(trained.experiment.init.model).toMatch(/runs.a$/);
  expect(rival.experiment.init).not.toHaveProperty('model');
  expect([rival, trained].map(({ seed }) => seed)).toEqual([4, 4]);
});

test('cells that start from different runs are different cells', async () => {
  const folders = await Promise.all(
    ['runs/a', 'runs/b'].map(async (run) => (await cells(`turbo-3:init.model=${run}`))[1].folder),
  );
  expect(folders[0].path).not.toBe(folders[1].path);
});
