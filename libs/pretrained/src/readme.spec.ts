import { join } from 'node:path';
import { runReadmeExample } from '@turbo-hoi/testing';

it('runs the example of the README', async () => {
  const lines = await runReadmeExample(join(__dirname, '../README.md'), require);
  expect(lines).toEqual(['49152', '10,5,30,25']);
});
