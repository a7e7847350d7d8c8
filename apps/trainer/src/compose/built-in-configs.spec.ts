import { type Container } from 'inversify';
import { builtInConfigs } from '../config/config-file';
import { loadExperiment } from '../config/load-experiment';
import { composeExperiment } from './compose-experiment';
import { createRunContainer } from './run-container';

const SYNTHETIC = { kind: 'synthetic' };

let container: Container;
beforeAll(async () => (container = await createRunContainer([])));

test.each(builtInConfigs())('config %s fits its plugins', async (name) => {
  const { experiment } = await loadExperiment(name, [], '/');
  // Other data sets are not here, and a package of pretrained models may not be; all else of their configs is.
  const { detector } = experiment;
  const composed = await composeExperiment(container, {
    ...experiment,
    dataset: SYNTHETIC,
    detector: detector.kind === 'npm-models' ? { kind: 'annotated' } : detector,
  });
  expect(composed.experiment).toMatchObject({ name, dataset: { kind: 'synthetic', size: 128 } });
  const again = await composeExperiment(container, composed.experiment);
  expect(again.experiment).toEqual(composed.experiment);
});

test.each([
  ['turbo-3', 3, 3],
  ['turbo-2', 2, 2],
  ['turbo-1', 1, 1],
  ['explicit', 1, 1],
  ['multi-task', 1, 1],
  ['hoi-only', 3, 0],
  ['pose-only', 0, 3],
  ['paper', 3, 3],
  ['vcoco', 3, 3],
  ['hico', 3, 3],
  ['published-vcoco', 3, 3],
  ['photo', 0, 0],
])('%s has %d HOI modules and %d pose modules', async (name, hoi, pose) => {
  const { stages } = (await loadExperiment(name, [], '/')).experiment;
  expect(stages.filter((stage) => stage.hoi)).toHaveLength(hoi);
  expect(stages.filter((stage) => stage.pose)).toHaveLength(pose);
});

test.each(['vcoco', 'hico', 'hico-annotated', 'published-vcoco'])(
  '%s asks for the folder of its data set',
  async (name) => {
    const { experiment } = await loadExperiment(name, [], '/');
    await expect(composeExperiment(container, experiment)).rejects.toThrow(/^dataset\.root: /);
  },
);

test('an unknown kind says what is loaded', async () => {
  const { experiment } = await loadExperiment('turbo-3', [], '/');
  const wrong = { ...experiment, optimizer: { kind: 'sdg' } };
  await expect(composeExperiment(container, wrong)).rejects.toThrow(
    'optimizer.kind: got "sdg"; loaded optimizer plugins: adam, sgd.',
  );
});
