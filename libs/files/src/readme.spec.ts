import { join } from 'node:path';
import { runReadmeExample } from '@turbo-hoi/testing';

it('runs the example of the README', async () => {
  const lines = await runReadmeExample(join(__dirname, '../README.md'), require);
  expect(lines).toEqual(['{"loss":0.5}', 'weights 4', 'one at a time', 'e3069283']);
});
