import { evaluateRun } from '@turbo-hoi/experiment/node';
import { join } from 'node:path';
import { WORKSPACE } from '../public-libs';

const RUN = join(WORKSPACE, 'libs/experiment/src/testing/__fixtures__/run-of-format-2');

test('a stage that the model lacks is refused, with detection files or without', async () => {
  const evaluated = evaluateRun(RUN, { backend: 'cpu', stage: 9 });
  await expect(evaluated).rejects.toThrow('--stage 9: the model has stages 0 to 2.');
});
