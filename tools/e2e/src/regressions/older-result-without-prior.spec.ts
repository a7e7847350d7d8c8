import { join } from 'node:path';
import { readResult } from '@turbo-hoi/experiment/node';
import { WORKSPACE } from '../public-libs';

const FIXTURE = 'libs/experiment/src/testing/__fixtures__/run-of-format-2/result.json';

test('the training prior of an older result is read by its new name', () => {
  const result = readResult(join(WORKSPACE, FIXTURE));
  expect(result.prior).toMatchObject({ apAgent: expect.any(Number), apRole: expect.any(Number) });
  expect(result).not.toHaveProperty('chance');
});
