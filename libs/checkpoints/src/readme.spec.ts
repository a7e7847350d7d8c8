import { join } from 'node:path';
import { runReadmeExample } from '@turbo-hoi/testing';

it('has an example in its README that does what it says', async () => {
  const lines = await runReadmeExample(join(__dirname, '../README.md'), require);
  expect(lines).toEqual(['600 0.5,-1', '1 parameter of mine']);
});
