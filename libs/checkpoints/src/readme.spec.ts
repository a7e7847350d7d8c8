import { join } from 'node:path';
import { runReadmeExample } from '@turbo-hoi/testing';

it('has a working example in its README', async () => {
  const lines = await runReadmeExample(join(__dirname, '../README.md'), require);
  expect(lines).toEqual(['600 0.5,-1', '1 parameter of mine']);
});
