import { runExperiment, evaluateRun } from '@turbo-hoi/experiment/node';
import { temporaryFolder, tinyExperiment } from '@turbo-hoi/testing';
import { join } from 'node:path';

jest.setTimeout(60_000);

const run = join(temporaryFolder(), 'run');

test('refuses a stage that the model does not have, with and without detection files', async () => {
  const experiment = { ...tinyExperiment, training: { steps: 1 } };
  await runExperiment(experiment, { runDir: run, backend: 'cpu' });
  const evaluated = evaluateRun(run, { backend: 'cpu', stage: 9 });
  await expect(evaluated).rejects.toThrow(/--stage 9: the model has stages 0 to \d\./);
});
