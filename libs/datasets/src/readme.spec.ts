import { runReadmeExample } from '@turbo-hoi/testing';
import { join } from 'node:path';

it("runs the README's example", async () => {
  const lines = await runReadmeExample(join(__dirname, '../README.md'), require);
  expect(lines).toEqual(['614400 208']);
});
