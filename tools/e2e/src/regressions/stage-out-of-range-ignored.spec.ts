import { evaluateRun } from '@turbo-hoi/experiment/node';
import { join } from 'node:path';
import { WORKSPACE } from '../public-libs';

const RUN = join(WORKSPACE, 'libs/experiment/src/testing/__fixtures__/run-of-format-2');

test('refuses a stage that the model does not have, with and without detection files', async () => {
  const evaluated = evaluateRun(RUN, { backend: 'cpu', stage: 9 });
  await expect(evaluated).rejects.toThrow('--stage 9: the model has stages 0 to 2.');
});
